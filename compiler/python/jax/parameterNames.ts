/** How arguments are handed on to the library, by their parameters' names: JAX calls the same things by the same names everywhere. */

/** Those that nothing is said of are arrays. */
export type How =
  | "array"
  | "tree"
  | "functions"
  | "labelled"
  | "sequence"
  | "counts"
  | "like"
  | "seed"
  | "arrays"
  | "static"
  | "shape"
  | "lengths"
  | "dtype"
  | "function"
  | "ignored"
  | "any";

/** What must be known when a program is traced, by what it is about. */
const statics = {
  axes:
    "axis axes axis1 axis2 axisa axisb axisc source destination start dimension dimensions dims broadcast_dimensions " +
    "permutation start_dimension stop_dimension reduction_dimension keepdims",
  sizes:
    "N M n num k ndim ndmin size sizes new_sizes length lhs_shape rhs_shape filter_shape shapes total_repeat_length reps " +
    "num_segments num_classes",
  places:
    "offset shift start_index limit_index stride limit_indices strides slice_sizes slice_size indices_or_sections indexing " +
    "sparse unique_indices indices_are_sorted assume_unique_indices allow_negative_indices wrap mode fill_value",
  "intervals and bins": "endpoint retstep range density right minlength interpolation method",
  statistics: "ddof correction bias rowvar returned edge_order base beta series_order return_sign",
  "sorting and sets":
    "order kth stable is_stable descending num_keys side increasing assume_unique invert equal_nan return_index " +
    "return_inverse return_counts return_indices recall_target reduction_input_size_override aggregate_to_topk",
  running: "reverse include_initial unroll",
  "windows and convolutions":
    "window_dimensions window_strides window_dilation window_size base_dilation padding padding_config pad_width " +
    "reflect_type lhs_dilation rhs_dilation feature_group_count batch_group_count transpose_kernel use_consistent_padding",
  numbers: "decimals precision exact limit approximate exponent_bits mantissa_bits rounding_method",
  polynomials: "deg ord full trim trim_leading_zeros strip_zeros",
  matrices:
    "rank rcond UPLO symmetrize_input full_matrices compute_uv hermitian ind subset_by_index left_side transpose_a " +
    "conjugate_a unit_diagonal permutation_size",
  "products and attention":
    "optimize algorithm implementation is_causal local_window_size return_residual excluded signature",
};

const names: Readonly<Partial<Record<How, string>>> = {
  static: Object.values(statics).join(" "),
  shape: "shape new_shape",
  dtype: "dtype preferred_element_type new_dtype index_dtype out_dtype",
  ignored:
    "out copy device out_sharding sharding subok like casting overwrite_input accuracy kind promote_integers",
  seed: "seed",
  any: "key keys impl impl_spec",
  function: "f func fun func1d function pyfunc computation mask_func",
  arrays:
    "arrays tup operands seq condlist choicelist object xi multi_index choices constant_values end_values",
};

const byName = new Map(
  Object.entries(names).flatMap(([how, list]) => list.split(" ").map((name) => [name, how as How] as const)),
);

export function howOf(name: string): How {
  return byName.get(name) ?? "array";
}
