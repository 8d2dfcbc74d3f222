import ts from 'typescript';

function isChain(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    ts.isBinaryExpression(node.left) &&
    node.operatorToken.kind !== ts.SyntaxKind.EqualsToken
  );
}

/**
 * Visits the children of a node. The operands of a chain such as `a + b + c + …`, which the syntax
 * nests as deep as it is long, are visited as if they were children of the whole, so that generated
 * sources with thousands of them do not exhaust the stack.
 */
export function visitChildren(node: ts.Node, visit: (child: ts.Node) => void): void {
  if (!isChain(node)) {
    ts.forEachChild(node, visit);
    return;
  }
  const later: ts.Node[] = [];
  let at: ts.Expression = node;
  while (isChain(at)) {
    later.push(at.right, at.operatorToken);
    at = at.left;
  }
  visit(at);
  for (const child of later.reverse()) visit(child);
}
