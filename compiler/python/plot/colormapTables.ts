/** Colour maps of matplotlib, as few colours: interpolated ones at equal distances, and listed ones (`tests/python/plot/record.py`). */

/** Colours between which a map is interpolated, six hexadecimal digits each. */
export const interpolated: Record<string, string> = {
  autumn: "ff0000ffff00",
  Blues: "f7fbffdeebf7c6dbef9dcae16aaed64191c62070b408509b08306b",
  bone: "0000001c1c2738384e545574707b908ca2aca9c8c8d5e4e4ffffff",
  BrBG: "5430058b500abf812ddec17bf6e8c3f4f5f5c7eae57fccc035978f01655d003c30",
  BuGn: "f7fcfde5f5f9ccece698d8c965c2a340ad75228a44006c2c00441b",
  BuPu: "f7fcfde0ecf4bfd3e69ebcda8c95c68c6ab188409c800f7b4d004b",
  bwr: "0000fffffefeff0000",
  cividis:
    "00224e002b62083370243c6e35456c434e6c4f576c5b606e6669707272747d7c78888578948e77a19975aea371bcae6cc8b866d6c35de5cf52f3db42fee838",
  cool: "00ffffff00ff",
  coolwarm:
    "3b4cc04961d25977e36a8bef7b9ff98db0fe9ebeffafcafcc0d4f5cfdaeadddcdce9d5cbf2cbb7f6bda2f7ac8ef4987aee8468e36c55d65244c53334b40426",
  copper: "0000001f140c3f28195e3b267e50339e6440bd784cdd8c59fc9f65ffb472ffc77f",
  GnBu: "f7fcf0e0f3dbccebc5a7ddb57accc44db2d32a8bbe0867ab084081",
  gray: "000000ffffff",
  Greens: "f7fcf5e5f5e0c7e9c0a0d99b73c47640aa5d228a44006c2c00441b",
  Greys: "fffffff0f0f0d9d9d9bdbdbd959595727272515151242424000000",
  hot: "0b00002a00004c00006e0000900000b30000d20000f40000ff1700ff3a00ff5c00ff7b00ff9d00ffbf00ffe100ffff07ffff36ffff69ffff9dffffd0ffffff",
  hsv: "ff0000ff4700ff9400ffe000d1ff0084ff003dff0000ff1000ff5c00ffa900fff600c1ff0074ff0028ff2500ff7200ffb900fffc00f5ff00acff005fff0018",
  inferno:
    "00000407051b160b392b0b57420a6857106e6a176e7f1e6c932667a82e5fbc3754cc4248dd513aea632af37819f98e09fca50afbbe23f6d746f1ef75fcffa4",
  jet: "0000800000b60000f10018ff004cff0080ff00b0ff00e4f829ffce53ffa47dff7aa4ff53ceff29f8f500ffc400ff9400ff6800ff3800f10800b60000800000",
  magma:
    "0000040a08221d114736106b51127c6a1c818326819c2e7fb73779d0416fe75263f56b5cfc8961fea772fec488fde2a3fcfdbf",
  Oranges: "fff5ebfee6cefdd0a2fdae6afd8c3bf16813d84801a536037f2704",
  OrRd: "fff7ecfee8c8fdd49efdba83fc8c59ef6447d62f1eb200007f0000",
  PiYG: "8e0152c41a7cde77aef1b5d9fde0eff7f7f6e6f5d0b7e0857fbc414c9121276419",
  plasma:
    "0d08872a059341049d5601a46a00a87e03a88f0da4a11b9bb12a90bf3984cc4778d6556de16462ea7457f2844bf89540fca636feba2cfcce25f7e425f0f921",
  PRGn: "40004b7529829970abc1a4cee7d4e8f6f7f6d9f0d3a5da9f5aae611a773600441b",
  PuBu: "fff7fbece7f2d0d1e6a5bddb73a9cf358fc0056faf04598c023858",
  PuBuGn: "fff7fbece2f0d0d1e6a5bddb66a9cf3590bf028189016b58014636",
  PuOr: "7f3b08b25706e08214fcb761fee0b6f6f6f7d8daebb1aad18073ac5326872d004b",
  PuRd: "f7f4f9e7e1efd4b9dac993c7df64afe72989cd125697004267001f",
  Purples: "fcfbfdefedf5dadaebbcbddc9e9ac8807cba6950a353268f3f007d",
  rainbow: "8000ff5641fd2c7ef700b5eb2adddd54f6cb80ffb4abf69bd4dd80ffb360ff7e41ff4121ff0000",
  RdBu: "67001fb1182bd6604df3a481fddbc7f6f7f7d1e5f090c4dd4393c32065ab053061",
  RdPu: "fff7f3fde0ddfcc5c0fa9eb5f767a1dc3397ad017e79017749006a",
  RdYlBu: "a50026d62f27f46d43fdad60fee090feffc0e0f3f8aad8e974add14574b3313695",
  RdYlGn: "a50026d62f27f46d43fdad60fee08bfeffbed9ef8ba5d86a66bd63199750006837",
  Reds: "fff5f0fee0d2fcbba1fc9272fb694aee3a2cca181da30f1567000d",
  seismic: "00004c0101fffffdfdfe0000800000",
  Spectral: "9e0142d43d4ff46d43fdad60fee08bffffbee6f598aadca466c2a53387bc5e4fa2",
  spring: "ff00ffffff00",
  summer: "008066ffff66",
  terrain:
    "3333992353b91276dc0098fe00b2b201cc6631d67065e07a99eb85cdf58ffefe98e6df8bccbe7db29c6f987b61815e56997c76b39e99cdbfbce7e0dfffffff",
  turbo:
    "30123b3d358b4559cb477bf23e9bfe28bceb19d5cd20eaac46f88479fe59a4fc3cc3f134e1dd37f6c33afea431fb7e21f05b12dd3d08c32503a112017a0403",
  twilight:
    "e2d9e2ccd2d8a6bfca85a9c46d90c06276ba5f58b05d3a9e531e7c4012532f143643123e64194b8425509f3c50b25652c0755ec89477d0b39edbccc8e2d9e2",
  viridis:
    "4401544713654824754634804144873b528b355f8d2f6c8e2a788e25848e21918c1e9c8922a8842fb47c44bf705ec9627ad1519bd93cbddf26dfe318fde725",
  winter: "0000ff00ff80",
  YlGn: "ffffe5f7fcb9d9f0a3acdd8e77c67940aa5c228343006737004529",
  YlGnBu: "ffffd9edf8b1c6e9b47ecdbb40b5c41d90c0225da8243392081d58",
  YlOrBr: "ffffe5fff7bcfee390fec34ffe9829eb6f14cb4b02983404662506",
  YlOrRd: "ffffccffeda0fed976feb24cfd8c3cfc4d2ae2191cbb0026800026",
};

/** The colours of maps that are a list. */
export const listed: Record<string, string> = {
  Dark2: "1b9e77d95f027570b3e7298a66a61ee6ab02a6761d666666",
  Pastel1: "fbb4aeb3cde3ccebc5decbe4fed9a6ffffcce5d8bdfddaecf2f2f2",
  Set1: "e41a1c377eb84daf4a984ea3ff7f00ffff33a65628f781bf999999",
  Set2: "66c2a5fc8d628da0cbe78ac3a6d854ffd92fe5c494b3b3b3",
  Set3: "8dd3c7ffffb3bebadafb807280b1d3fdb462b3de69fccde5d9d9d9bc80bdccebc5ffed6f",
  tab10: "1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf",
  tab20:
    "1f77b4aec7e8ff7f0effbb782ca02c98df8ad62728ff98969467bdc5b0d58c564bc49c94e377c2f7b6d27f7f7fc7c7c7bcbd22dbdb8d17becf9edae5",
  tab20b:
    "393b795254a36b6ecf9c9ede6379398ca252b5cf6bcedb9c8c6d31bd9e39e7ba52e7cb94843c39ad494ad6616be7969c7b4173a55194ce6dbdde9ed6",
  tab20c:
    "3182bd6baed69ecae1c6dbefe6550dfd8d3cfdae6bfdd0a231a35474c476a1d99bc7e9c0756bb19e9ac8bcbddcdadaeb636363969696bdbdbdd9d9d9",
  Paired: "a6cee31f78b4b2df8a33a02cfb9a99e31a1cfdbf6fff7f00cab2d66a3d9affff99b15928",
  Accent: "7fc97fbeaed4fdc086ffff99386cb0f0027fbf5b17666666",
};
