// For pages of other sites that show figures of this one in frames: makes each frame as high as what it shows.

(() => {
  const { origin } = new URL(document.currentScript.src);
  const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${origin}/`));
  addEventListener("message", (message) => {
    const height = message.data?.tableroHeight;
    if (message.origin !== origin || !(height > 0)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === message.source);
    if (frame) frame.style.height = `${height}px`;
  });
  // Those that were there before this script have said it to nobody.
  for (const { contentWindow } of frames()) contentWindow.postMessage("height", "*");
})();
