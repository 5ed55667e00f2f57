using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

/// <summary>What makes events out of those of the version before, as the module registers it.</summary>
public sealed class UpcastTests
{
    private const string Old = """
        using System;
        using TypedBus;
        namespace Shop;
        [Event("v")] public sealed record V1(int Id);

        """;

    private const string New = """
        [Event("v", Version = 2)] public readonly record struct V2(int Id);
        [Event("v", Version = 3)] public sealed record V3(int Id);
        public static partial class Upcasts
        {
            [Obsolete, Upcast] public static V2 @class(in V1 old) => new(old.Id);
            [Upcast] internal static partial V3 FromV2(V2 old);
        }
        public static partial class Upcasts { internal static partial V3 FromV2(V2 old) => new(old.Id); }
        """;

    [Fact]
    public void Upcasters_AreRegistered_Once()
    {
        var project = GeneratorTest.Run(Old + New);
        Assert.Equal(
            "registry.AddUpcast<global::Shop.V1, global::Shop.V2>(static old => global::Shop.Upcasts.@class(old));",
            project.LineWith("@class"));
        Assert.Equal(
            "registry.AddUpcast<global::Shop.V2, global::Shop.V3>(static old => global::Shop.Upcasts.FromV2(old));",
            project.LineWith("FromV2"));
    }

    [Fact]
    public void OldEvent_MayBeOfAnotherAssembly()
    {
        var old = GeneratorTest.Run(new TestProject { Name = "Old", Sources = [Old] });
        var project = GeneratorTest.Run(new TestProject { Sources = ["using System; using TypedBus; namespace Shop;" + New], References = [old] });
        Assert.Contains("AddUpcast<global::Shop.V1, global::Shop.V2>", project.Text);
    }

    [Fact]
    public void Upcaster_Alone_MakesAModule()
    {
        var events = GeneratorTest.Run(new TestProject
        {
            Name = "Events",
            Sources = [Old + "[Event(\"v\", Version = 2)] public sealed record V2(int Id);"],
        });
        var project = GeneratorTest.Run(new TestProject
        {
            Sources = ["using TypedBus; using Shop; public static class Upcasts { [Upcast] public static V2 FromV1(V1 old) => new(old.Id); }"],
            References = [events],
        });
        Assert.Contains("Upcasts.FromV1(old)", project.Text);
    }
}
