import "contact-wegwijzer";
