function Entity(target: Function): void {
  void target;
}

function Column(options?: { nullable: boolean }): PropertyDecorator {
  return () => {
    void options;
  };
}

const log = (target: object, key: string): void => {
  void target;
  void key;
};

function Inject(target: object, key: string | undefined, index: number): void {
  void [target, key, index];
}

const meta = { Route: (path: string) => (target: object, key: string) => void [path, target, key] };

@Entity
export class User {
  @Column({ nullable: true })
  name = '';

  @log
  @meta.Route('/users')
  list(@Inject service: unknown): void {
    void service;
  }
}
