/** Run for what it does to the page: gives each `<iframe data-wegwijzer>` the height of what it shows. */
export {};
