// Lets the page send what it shows. Without it, everything is there to read, and the commands are there to copy.
const told = async (response) => {
  const text = await response.text();
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  let body = text;
  try {
    body = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // What is no JSON is shown as it came.
  }
  return `${response.status} ${response.statusText}\n${headers}\n\n${body}`;
};

const request = (form) => {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = new Headers();
  let body;
  for (const field of form.elements) {
    const { in: where } = field.dataset;
    if (where === "path") path = path.replaceAll(`{${field.name}}`, () => encodeURIComponent(field.value));
    if (where === "query" && field.value) query.append(field.name, field.value);
    if (where === "header" && field.value) headers.set(field.name, field.value);
    if (where === "body") body = field.value;
  }
  if (body !== undefined) headers.set("Content-Type", form.dataset.type);
  const address = query.size ? `${path}?${query}` : path;
  return [address, { method: form.dataset.method, headers, body, cache: "no-store" }];
};

for (const form of document.querySelectorAll("form[data-method]")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const result = form.querySelector(".result");
    result.hidden = false;
    try {
      result.firstChild.textContent = await told(await fetch(...request(form)));
    } catch (error) {
      result.firstChild.textContent = String(error);
    }
  });
}

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
}
