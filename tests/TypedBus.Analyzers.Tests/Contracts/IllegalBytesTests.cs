using Microsoft.CodeAnalysis;
using TypedBus.Tests;

namespace TypedBus.Analyzers.Tests.Contracts;

/// <summary>Of every event that cannot travel one rule speaks, where it is to travel.</summary>
public sealed class IllegalBytesTests
{
    public static TheoryData<string> IllegalNames => [.. IllegalBytes.All.Keys];

    [Theory]
    [MemberData(nameof(IllegalNames))]
    public void One_Rule_Speaks(string name)
    {
        var (_, problem, rule) = IllegalBytes.All[name];
        var compilation = TestSources.Compile(IllegalBytes.SourceOf(name)).AddReferences(TestSources.MessagePack);

        var diagnostic = Assert.Single(TestSources.RunAll(compilation), static diagnostic => diagnostic.Id.StartsWith("TB4", StringComparison.Ordinal));

        Assert.Equal(rule, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(problem, diagnostic.GetMessage());
        Assert.True(diagnostic.Location.IsInSource);
    }

    [Fact]
    public void Events_That_Stay_In_The_Process_May_Be_Anything()
    {
        var compilation = TestSources.Compile("using System; using TypedBus; [Event(\"a\")] public sealed record A(Action Value);");
        Assert.DoesNotContain(TestSources.RunAll(compilation), static diagnostic => diagnostic.Id.StartsWith("TB4", StringComparison.Ordinal));
    }
}
