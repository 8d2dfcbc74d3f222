import type { Page } from 'playwright-core';

interface Shift {
  /** PNG files of the same size. */
  readonly before: Buffer;
  readonly after: Buffer;
  readonly by: { readonly x: number; readonly y: number };
}

/**
 * The part, 0 to 1, of the pixels drawn in the first picture that the second one has too, shifted; pixels
 * of the background, and those shifted out of sight, do not count. The page decodes the pictures.
 */
export function shiftOf(page: Page, { before, after, by }: Shift): Promise<number> {
  return page.evaluate(
    async ({ files, x: dx, y: dy }) => {
      const [first, second] = await Promise.all(
        files.map(async (file) => {
          const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
          if (context === null) throw new Error('The browser gave no canvas.');
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (first === undefined || second === undefined) throw new Error('Two pictures are needed.');
      const { width, height } = first;
      const ground = first.data.slice(0, 3).join();
      let drawn = 0;
      let same = 0;
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y += 1) {
        for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x += 1) {
          const from = (y * width + x) * 4;
          const to = ((y + dy) * width + x + dx) * 4;
          const colour = first.data.slice(from, from + 3).join();
          if (colour === ground) continue;
          drawn += 1;
          if (second.data.slice(to, to + 3).join() === colour) same += 1;
        }
      }
      return drawn === 0 ? 0 : same / drawn;
    },
    { files: [before.toString('base64'), after.toString('base64')], ...by },
  );
}
