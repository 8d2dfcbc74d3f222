export function register(): void {}

register();
