import "contact-wegwijzer";
import { createApp, h } from "vue";

const page = { render: () => h("contact-wegwijzer", { lang: "en", start: "who=heir" }, [h("p", "The written guide.")]) };
const app = createApp(page);
app.config.compilerOptions.isCustomElement = (tag) => tag === "contact-wegwijzer";
app.mount("#app");
