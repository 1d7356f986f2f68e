/**
 * The camera in the page itself, where a browser has one. What it sees stays in memory: a frame is handed
 * out as JPEG and drawn over by the next.
 */

/** Frames wider than this only cost time: a card held before a camera fills most of it. */
const LONGEST = 1280;

/** Whether there is any camera, without asking for it. */
export async function hasPageCamera(): Promise<boolean> {
  try {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return typeof navigator.mediaDevices?.getUserMedia === "function" && devices.some((device) => device.kind === "videoinput");
  } catch {
    return false;
  }
}

/** Opens the camera at the back of a phone, or the only one. Rejects when it is not allowed. */
export function openPageCamera(): Promise<MediaStream> {
  const video = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

/** Turns it off: the light beside the lens goes out. */
export function closePageCamera(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop();
}

/** What the video shows now, as a JPEG in base64; `null` before the first frame. */
export function frameOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): string | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const image = canvas.toDataURL("image/jpeg", 0.85).replace(/^[^,]*,/, "");
  context.clearRect(0, 0, canvas.width, canvas.height);
  return image;
}
