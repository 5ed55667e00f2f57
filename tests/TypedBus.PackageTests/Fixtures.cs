using TypedBus.PackageTests;

[assembly: AssemblyFixture(typeof(PackedLibrary))]
