/** Samples on a device: the bits are the host's, floats as near as the device's rounding allows. */
import * as assert from "uvu/assert";
import { type Array as JaxArray, init, jit, random } from "../../compiler/index.js";
import { requestTestDevice } from "../harness/device.js";
import { suite } from "../harness/suite.js";

const test = suite("random on the device");
test.before(async () => {
  await init({ device: await requestTestDevice() });
});

const key = random.key(11);
const count = 20000;

async function onBoth(f: (key: random.KeyArray) => JaxArray): Promise<[device: number[], host: number[]]> {
  const device = jit(f)(key);
  return [[...(await device.data())], [...(await f(key).data())]];
}

test("keys come back from the device", async () => {
  const keys = jit((k: random.KeyArray) => random.split(k))(key);
  const host = await keys.toHost();
  assert.is(String(host), String(random.split(key)));
});

test("bits, keys, integers and uniform floats are the host's", async () => {
  const samplers: ((k: random.KeyArray) => JaxArray)[] = [
    (k) => random.bits(k, [count]),
    (k) => random.keyData(random.split(random.foldIn(k, 3), [7, 3])),
    (k) => random.randint(k, [count], -100, 1000),
    (k) => random.uniform(k, [count]),
    (k) => random.uniform(k, [count], { minval: -1, maxval: 1 }),
    (k) => random.bernoulli(k, 0.25, [count]),
    (k) => random.permutation(k, 500),
  ];
  for (const f of samplers) {
    const [device, host] = await onBoth(f);
    assert.equal(device, host);
  }
});

// A device that rounds the products of fused operations is a little off.
test("other samples are the host's within a few units of the last place", async () => {
  const samplers: ((k: random.KeyArray) => JaxArray)[] = [
    (k) => random.normal(k, [count]),
    (k) => random.exponential(k, [count]),
    (k) => random.laplace(k, [count]),
  ];
  for (const f of samplers) {
    const [device, host] = await onBoth(f);
    const errors = device.map((x, i) => Math.abs(x - host[i]) / Math.abs(host[i]));
    assert.ok(Math.max(...errors) < 4 * 2 ** -23, `${Math.max(...errors) * 2 ** 23} ulp`);
  }
});
