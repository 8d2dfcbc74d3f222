import fallback, { load } from 'virtual:config';
import classes from './theme.css';

export function useAmbient(): void {
  ambientFunction('a');
  ambientFunction(1);
  new AmbientClass('a').method();
  ambientValue.call();
  load().port + fallback.port;
  void classes.button;
}
