// Comfort only: every page does all it does without this file.
// j and k go from paper to paper; buttons with data-copy put a text on the clipboard.

const papers = () => [...document.querySelectorAll("main .paper h2 a, main .paper h3 a")];

document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    document.getElementById("q")?.focus();
    event.preventDefault();
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const links = papers();
  const at = links.indexOf(document.activeElement);
  const next = event.key === "j" ? at + 1 : Math.max(at - 1, 0);
  links[Math.min(next, links.length - 1)]?.focus();
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy)?.textContent ?? "";
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      // Only secure pages may use the clipboard: the text is marked instead, to be copied by hand.
      getSelection()?.selectAllChildren(document.getElementById(button.dataset.copy));
      button.textContent = "Press Ctrl-C";
    }
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}
