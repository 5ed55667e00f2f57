using Microsoft.CodeAnalysis;
using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Scenarios;

public sealed class AssemblyTests
{
    private static readonly TestProject _events = new()
    {
        Name = "Shop.Events",
        Sources = ["namespace Shop; [TypedBus.Event(\"placed\")] public sealed record Placed(int Id);"],
    };

    private static readonly TestProject _handlers = new()
    {
        Name = "Shop.Handlers",
        Sources = ["namespace Shop; internal sealed class Billing { [TypedBus.Handler] internal void Bill(Placed placed) { } }"],
    };

    private static readonly TestProject _main = new()
    {
        Name = "Shop.Main",
        Kind = OutputKind.ConsoleApplication,
        Sources = ["System.Console.WriteLine(TypedBus.EventModules.All.Count);"],
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThreeAssemblies_AreFoundThroughReferences(bool asCompilations)
    {
        var events = GeneratorTest.Run(_events);
        var handlers = GeneratorTest.Run(_handlers with { References = [events], ReferencesCompilations = asCompilations });
        var main = GeneratorTest.Run(_main with { References = [handlers, events], ReferencesCompilations = asCompilations });

        Assert.DoesNotContain("AddEvent", handlers.Text);
        Assert.Contains("AddHandler<global::Shop.Placed>", handlers.Text);
        Assert.Equal(
            ["global::TypedBus.Generated.Shop_Events_Module.Instance,", "global::TypedBus.Generated.Shop_Handlers_Module.Instance,"],
            ModulesOf(main));
        Assert.DoesNotContain(main.Files.Keys, static file => file == "Module.g.cs");
        Assert.Equal(2, ModulesOf(handlers).Length);
    }

    [Fact]
    public void OwnModule_StandsAmongTheOthers_ByName()
    {
        var events = GeneratorTest.Run(_events);
        var project = GeneratorTest.Run(_handlers with { Name = "A", References = [events] });

        Assert.Equal(
            ["global::TypedBus.Generated.A_Module.Instance,", "global::TypedBus.Generated.Shop_Events_Module.Instance,"], ModulesOf(project));
    }

    [Fact]
    public void NoEvents_StillHasEventModules()
    {
        var project = GeneratorTest.Run("public static class Nothing { public static int Count => TypedBus.EventModules.All.Count; }");

        Assert.Empty(ModulesOf(project));
        Assert.DoesNotContain("EventModule(typeof", project.Text);
    }

    [Fact]
    public void WithoutTheLibrary_NothingIsGenerated()
    {
        var project = new GeneratorTest
        {
            Project = new TestProject { Sources = ["public sealed class Nothing;"], ReferencesLibrary = false },
            Control = static compilation => compilation.AddReferences(TestReferences.CreateLibrary()),
        }.Run();

        Assert.Equal(["Microsoft.CodeAnalysis.EmbeddedAttribute.cs"], project.Files.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void InternalsVisibleTo_BringsNoConflict(bool asCompilations)
    {
        var shop = GeneratorTest.Run(new TestProject
        {
            Name = "Shop",
            Sources =
            [
                """
                [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Shop.Tests")]
                namespace Shop;
                [TypedBus.Event("placed")] internal sealed record Placed(int Id);
                internal sealed class Billing { [TypedBus.Handler] internal void Bill(Placed placed) { } }
                """,
            ],
        });
        var tests = GeneratorTest.Run(new TestProject
        {
            Name = "Shop.Tests",
            References = [shop],
            ReferencesCompilations = asCompilations,
            Sources =
            [
                """
                namespace Shop.Tests;
                internal static class Tests
                {
                    internal static int Count => TypedBus.EventModules.All.Count;
                    [TypedBus.Handler] internal static void Probe(Placed placed) { }
                }
                """,
            ],
        });

        Assert.Equal(2, ModulesOf(tests).Length);
        Assert.Contains("Name = \"Shop.Tests.Tests.Probe.Shop.Placed\"", tests.Text);
    }

    [Fact]
    public void ExternAlias_IsFollowed()
    {
        var events = GeneratorTest.Run(_events);
        var project = GeneratorTest.Run(new TestProject
        {
            References = [events],
            ReferenceAlias = "shop",
            Sources = ["public static class Nothing { public static int Count => TypedBus.EventModules.All.Count; }"],
        });

        Assert.Equal(["shop::TypedBus.Generated.Shop_Events_Module.Instance,"], ModulesOf(project));
    }

    [Fact]
    public void UnreadableReference_YieldsNothing() => new GeneratorTest
    {
        Project = _events,
        Control = static compilation => Edits.EditAnnotation(compilation.AddReferences(
            MetadataReference.CreateFromImage([1, 2, 3]), MetadataReference.CreateFromFile(typeof(AssemblyTests).Assembly.Location))),
    }.Run();

    [Theory]
    [InlineData("A.B", "A_B_Module")]
    [InlineData("A_B", "A__005FB_Module")]
    [InlineData("A-B", "A__002DB_Module")]
    [InlineData("A..B", "A__002E_B_Module")]
    [InlineData("A._B", "A__002E__005FB_Module")]
    [InlineData("A_.B", "A__005F_B_Module")]
    [InlineData("3D", "__0033D_Module")]
    [InlineData("Ä 1", "Ä__00201_Module")]
    [InlineData("A<b>&c", "A__003Cb__003E__0026c_Module")]
    public void ModuleClass_IsNamedAfterTheAssembly_WithoutCollisions(string assembly, string module) =>
        Assert.Contains($"class {module} ", GeneratorTest.Run(_events with { Name = assembly }).Text);

    private static string[] ModulesOf(GeneratedProject project) =>
        [.. project.Files["EventModules.g.cs"].Split('\n').Where(static line => line.Contains(".Instance,")).Select(static line => line.Trim())];
}
