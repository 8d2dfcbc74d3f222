import { leaf } from './functions.ts';

interface Props {
  readonly label: string;
  readonly onPress?: () => void;
}

export function Button({ label, onPress }: Props): JSX.Element {
  onPress?.();
  return <div id={label} />;
}

export class Panel {
  constructor(readonly props: { title: string }) {}
  render(): JSX.Element {
    return <Button label={this.props.title} />;
  }
}

export const Ui = {
  Row: (props: { children?: unknown }): JSX.Element => {
    void props;
    return <div />;
  },
};

function memo<T>(component: T): T {
  return component;
}

export const Memoized = memo((props: Props) => {
  leaf();
  return <Button {...props} />;
});

export const App = (): JSX.Element => {
  const press = () => {
    leaf();
  };
  return (
    <Ui.Row>
      <Button label="a" onPress={press}></Button>
      <Memoized label="b" onPress={() => leaf()} />
      <Panel title="c" />
      <>
        <div id="x">{leaf()}</div>
      </>
    </Ui.Row>
  );
};
