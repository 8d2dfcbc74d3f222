import type Sigma from 'sigma';
import {
  createEdgeArrowProgram,
  EdgeProgram,
  type EdgeProgramType,
  NodeCircleProgram,
  type NodeProgramType,
} from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

const { FLOAT, LINES, UNSIGNED_BYTE } = WebGLRenderingContext;

/** Edges with heads that tell their direction even when they are thin. */
export const ArrowProgram: EdgeProgramType = createEdgeArrowProgram({
  lengthToThicknessRatio: 4,
  widenessToThicknessRatio: 3,
});

/** Edges one pixel wide, without heads: a third of the pixels of a smooth one, and two corners, not nine. */
export class LineProgram extends EdgeProgram<'u_matrix'> {
  getDefinition() {
    return {
      VERTICES: 2,
      METHOD: LINES,
      VERTEX_SHADER_SOURCE: `
        attribute vec2 a_position;
        attribute vec4 a_color;
        uniform mat3 u_matrix;
        varying vec4 v_color;
        void main() {
          gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
          v_color = vec4(a_color.rgb, 1);
        }`,
      FRAGMENT_SHADER_SOURCE: `
        precision mediump float;
        varying vec4 v_color;
        void main() {
          gl_FragColor = v_color;
        }`,
      UNIFORMS: ['u_matrix' as const],
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  processVisibleItem(
    _edge: number,
    start: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    { color }: EdgeDisplayData,
  ): void {
    const colour = floatColor(color);
    this.array.set([from.x, from.y, colour, to.x, to.y, colour], start);
  }

  setUniforms(
    { matrix }: RenderParams,
    { gl, uniformLocations }: Parameters<EdgeProgram<'u_matrix'>['setUniforms']>[1],
  ): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, matrix);
  }
}

/** Draws edges as arrows where `inDetail` says so for their number and the camera's ratio, else as lines. */
export function zoomedEdgeProgram(
  inDetail: (edges: number, ratio: number) => boolean,
): EdgeProgramType {
  return class ZoomedEdgeProgram {
    readonly #arrows: InstanceType<EdgeProgramType>;
    readonly #lines: InstanceType<EdgeProgramType>;
    #edges = 0;
    drawLabel = undefined;

    constructor(gl: WebGLRenderingContext, picking: WebGLFramebuffer | null, renderer: Sigma) {
      this.#arrows = new ArrowProgram(gl, picking, renderer);
      this.#lines = new LineProgram(gl, picking, renderer);
    }

    kill(): void {
      this.#arrows.kill();
      this.#lines.kill();
    }

    reallocate(capacity: number): void {
      this.#edges = capacity;
      this.#arrows.reallocate(capacity);
      this.#lines.reallocate(capacity);
    }

    process(...item: Parameters<InstanceType<EdgeProgramType>['process']>): void {
      this.#arrows.process(...item);
      this.#lines.process(...item);
    }

    render(params: RenderParams): void {
      if (inDetail(this.#edges, params.zoomRatio)) this.#arrows.render(params);
      else this.#lines.render(params);
    }
  };
}

/** Nodes without the second pass that Sigma finds them by: `nodeAt` does. */
export const SeenNodeProgram: NodeProgramType = class extends NodeCircleProgram {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }
};
