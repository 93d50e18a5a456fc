throw new Error("toy trouble");
