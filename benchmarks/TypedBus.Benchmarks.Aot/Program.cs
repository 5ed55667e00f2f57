using TypedBus.Benchmarks.Compare;

return Comparison.Run(args);
