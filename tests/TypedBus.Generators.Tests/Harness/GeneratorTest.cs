using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>
/// The one way by which tests run the generator. Whatever a test is about, it also proves that the generator is incremental, that its models
/// are plain values, that its output does not depend on the order of the source, and that it brings no warning.
/// </summary>
internal sealed record GeneratorTest
{
    public required TestProject Project { get; init; }

    /// <summary>Gets the generator under test. Another one than the product's tests this helper.</summary>
    public Func<IIncrementalGenerator> CreateGenerator { get; init; } = static () => new TypedBusGenerator();

    /// <summary>Gets the type that names the generator's steps in constants.</summary>
    public Type TrackingNames { get; init; } = typeof(TrackingNames);

    /// <summary>Gets an edit that must change what is generated. The default edits the first attribute of the library.</summary>
    public Func<CSharpCompilation, CSharpCompilation> Control { get; init; } = Edits.EditAnnotation;

    /// <summary>Gets how many files the control edit must write anew, or null where any number will do.</summary>
    public int? FilesChangedByControl { get; init; }

    /// <summary>Gets whether the input itself may have errors. What is generated may have none in any case.</summary>
    public bool AllowsInputErrors { get; init; }

    /// <summary>Gets whether the input has something for every step.</summary>
    public bool ExpectsEveryStep { get; init; }

    public static GeneratedProject Run(params string[] sources) => Run(new TestProject { Sources = [.. sources] });

    public static GeneratedProject Run(TestProject project) => new GeneratorTest { Project = project }.Run();

    public GeneratedProject Run()
    {
        var compilation = Project.CreateCompilation();
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, CancellationToken.None);
        var result = ReadResult(driver);
        var project = new GeneratedProject((CSharpCompilation)output, ReadFiles(result));

        CompilationCheck.AssertClean(compilation, project.Compilation, AllowsInputErrors);
        var steps = new StepCheck(TrackingNames);
        steps.AssertNamed(result, ExpectsEveryStep);
        ModelWalker.AssertPlain(result, steps.Names);
        AssertIncremental(compilation, driver, project, steps);
        if (!AllowsInputErrors)
        {
            // A program that does not compile has no meaning that could be independent of its order.
            AssertIndependentOfOrder(compilation, project);
        }

        return project;
    }

    private void AssertIncremental(CSharpCompilation compilation, GeneratorDriver driver, GeneratedProject project, StepCheck steps)
    {
        foreach (var (name, edited) in Edits.Unrelated(compilation, Project))
        {
            var result = ReadResult(driver.RunGenerators(edited));
            steps.AssertUnchanged(result, name);
            Assert.True(ReadFiles(result).SequenceEqual(project.Files), $"Other text is generated after an unrelated edit: {name}.");
        }

        var control = ReadResult(driver.RunGenerators(Control(compilation)));
        steps.AssertChanged(control);
        Assert.True(
            FilesChangedByControl is not { } expected || StepCheck.CountEmitted(control) == expected,
            $"The control edit writes {StepCheck.CountEmitted(control)} files anew.");
        Assert.False(ReadFiles(control).SequenceEqual(project.Files), "The same text is generated after the control edit.");
    }

    private void AssertIndependentOfOrder(CSharpCompilation compilation, GeneratedProject project)
    {
        foreach (var shuffled in Edits.Shuffled(compilation))
        {
            var files = ReadFiles(ReadResult(CreateDriver().RunGenerators(shuffled)));
            Assert.True(files.SequenceEqual(project.Files), "Other text is generated where the source stands in another order.");
        }
    }

    private CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [CreateGenerator().AsSourceGenerator()],
        parseOptions: TestProject.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static GeneratorRunResult ReadResult(GeneratorDriver driver)
    {
        var result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result;
    }

    private static SortedDictionary<string, string> ReadFiles(GeneratorRunResult result) => new(
        result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString()),
        StringComparer.Ordinal);
}
