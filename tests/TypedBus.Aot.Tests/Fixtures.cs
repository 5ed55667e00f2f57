using TypedBus.Aot.Tests;

[assembly: AssemblyFixture(typeof(NativePublish))]
