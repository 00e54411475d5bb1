/** What JAX has and there is not here, by module: asking for it says so. */

const byModule: Readonly<Record<string, string>> = {
  "jax.numpy": `einsum_path fft frombuffer from_dlpack fromfile fromiter frompyfunc fromstring load polyfit roots save
    savez sort_complex`,
  "jax.scipy": "cluster fft",
  "jax.scipy.signal": "csd istft stft welch",
  "jax.scipy.special": "dawsn erfcx fresnel hyp1f1 hyp2f1 loggamma owens_t sici sph_harm_y wofz",
  "jax.scipy.stats": "gaussian_kde",
  "jax.scipy.linalg": `convolution_matrix dft expm_frechet fiedler fiedler_companion helmert hessenberg invhilbert invpascal
    leslie pascal qr_multiply rsf2csf solve_sylvester`,
  "jax.lax": `complex composite conv_general_dilated_local custom_root fft ragged_dot ragged_dot_general rng_bit_generator
    rng_uniform scaled_dot`,
  "jax.lax.linalg": `cholesky_update eig hessenberg householder_product ormqr qdwh schur symmetric_product tridiagonal
    tridiagonal_solve`,
  "jax.nn": "scaled_dot_general scaled_matmul",
  jax: "export ffi pmap profiler shard_map sharding stages",
};

export function isAbsent(module: string, name: string): boolean {
  return Object.hasOwn(byModule, module) && byModule[module].split(/\s+/).includes(name);
}
