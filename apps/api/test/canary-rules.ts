// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.

/** Prints a secret of its arguments in two pieces, one of its environment and its whole input. */
const program = `
  const [token] = process.argv.slice(1);
  process.stdout.write('argument ' + token.slice(0, 9), () => {
    process.stdout.write(token.slice(9) + ' end', () => {
      process.stderr.write('variable ' + process.env.TOKEN);
      process.stdin.pipe(process.stdout);
      process.stdin.on('end', () => { process.exitCode = 3; });
    });
  });`;

/**
 * Rules that use a secret wherever one can be used, each with what its execution ends as. `receiver`
 * and `api` are the urls that they call.
 */
export function canaryRules({
  receiver,
  api,
}: {
  readonly receiver: string;
  readonly api: string;
}) {
  const rule = (ref: string, action: string, parameters: object, trigger = 'canary.go') => ({
    ref: `canary.${ref}`,
    on: trigger,
    do: action,
    with: parameters,
  });
  const headers = { authorization: 'Bearer ${{ secrets.HEADER }}' };
  return [
    rule('http', 'core.http', {
      url: `${receiver}/ok/\${{ secrets.PATH_PART }}?key=\${{ secrets.IN_FILE }}`,
      headers,
      body: { text: 'said ${{ secrets.BODY }}' },
    }),
    rule('http-refused', 'core.http', {
      url: `${receiver}/refused/\${{ secrets.PATH_PART }}`,
      headers,
    }),
    rule('http-redirected', 'core.http', {
      url: `${receiver}/moved/\${{ secrets.PATH_PART }}`,
      method: 'GET',
      headers,
    }),
    rule('http-private', 'core.http', { url: 'http://10.0.0.1/${{ secrets.PATH_PART }}' }),
    rule('http-no-url', 'core.http', { url: 'nonsense ${{ secrets.PATH_PART }}' }),
    rule('http-no-host', 'core.http', {
      url: 'http://${{ secrets.HOST_PART }}.invalid/${{ secrets.PATH_PART }}',
    }),
    rule('http-no-header', 'core.http', {
      url: `${receiver}/ok`,
      headers: { 'x-bad': 'line\n${{ secrets.HEADER }}' },
    }),
    rule('webhook-out', 'core.webhook_out', {
      url: `${receiver}/ok/\${{ secrets.PATH_PART }}`,
      secret: '${{ secrets.SIGNATURE }}',
      body: { text: '${{ secrets.BODY }}' },
    }),
    rule('process', 'core.process', {
      argv: [process.execPath, '-e', program, '${{ secrets.ARGV }}'],
      env: { TOKEN: '${{ secrets.ENV }}' },
      stdin: 'input ${{ secrets.STDIN }}',
    }),
    rule('no-process', 'core.process', { argv: ['/nowhere/${{ secrets.ARGV }}'] }),
    rule('log', 'core.log', { message: 'logged ${{ secrets.LOG }}' }),
    rule('log-level', 'core.log', { message: 'a', level: '${{ secrets.LOG }}' }),
    rule('template', 'core.log', { message: '${{ int(secrets.TEMPLATE) }}' }),
    rule('no-secret', 'core.log', { message: '${{ secrets.NOWHERE }}' }),
    rule('to-api', 'core.http', {
      url: `${api}/api/v1/events`,
      headers: { authorization: 'Bearer ${{ secrets.TOKEN }}' },
      body: {
        trigger_ref: 'canary.echo',
        payload: { text: 'echo ${{ secrets.BODY }}', token: '${{ secrets.TOKEN }}' },
      },
    }),
    rule('timer', 'core.log', { message: 'timer ${{ secrets.LOG }}' }, 'core.timer'),
    rule('hooked', 'core.log', { message: 'hook ${{ secrets.LOG }}' }, 'core.webhook'),
    rule('indexed', 'core.log', { message: 'indexed ${{ secrets.LOG }}' }, 'graph.indexed'),
    rule(
      'echoed',
      'core.log',
      { message: 'echo of ${{ event.payload.text }} ${{ secrets.BODY }}' },
      'canary.echo',
    ),
  ];
}
