using Microsoft.CodeAnalysis;
using TypedBus.Generators.Tests.Harness;
using TypedBus.Generators.Tests.Harness.BadGenerators;
using Xunit.Sdk;

namespace TypedBus.Generators.Tests;

/// <summary>The helper that all other tests trust, tried on generators that have one fault each.</summary>
public sealed class HarnessTests
{
    [Fact]
    public void Faultless_Passes() => Run<FaultlessGenerator>();

    [Fact]
    public void SymbolInModel_Fails() => AssertFails<SymbolGenerator>("A model captures the compiler's");

    [Fact]
    public void ListInModel_Fails_EvenIfNull() => AssertFails<ListGenerator>("A model has a bare collection");

    [Fact]
    public void UnnamedStep_Fails() => AssertFails<UnnamedStepGenerator>("A step has no name");

    [Fact]
    public void NameThatIsNoConstant_Fails() => AssertFails<UnlistedNameGenerator>("The step 'Unlisted' is not named in BadNames");

    [Fact]
    public void StepThatFollowsEveryEdit_Fails() => AssertFails<CompilationGenerator>("is Modified after an unrelated edit: another file is added");

    [Fact]
    public void OrderOfSource_Fails() => AssertFails<UnsortedGenerator>("where the source stands in another order");

    [Fact]
    public void Warning_Fails() => AssertFails<WarningGenerator>("CS0169");

    [Fact]
    public void UndeclaredPublicType_Fails() => AssertFails<PublicTypeGenerator>("RS0016");

    [Fact]
    public void UndocumentedPublicType_Fails() => AssertFails<UndocumentedGenerator>("CS1591");

    [Fact]
    public void BlindnessToAnnotations_Fails() => AssertFails<BlindGenerator>("No step is modified after the control edit");

    private static void AssertFails<TGenerator>(string message)
        where TGenerator : IIncrementalGenerator, new() => Assert.Contains(message, Assert.ThrowsAny<XunitException>(Run<TGenerator>).Message);

    private static void Run<TGenerator>()
        where TGenerator : IIncrementalGenerator, new() => new GeneratorTest
        {
            Project = new TestProject
            {
                Sources =
                [
                    "using TypedBus; [Event(\"a\")] public sealed record A { [Handler] public static void M(A a) { } }",
                    "using TypedBus; [Event(\"b\")] public sealed record B;",
                ],
            },
            CreateGenerator = static () => new TGenerator(),
            TrackingNames = typeof(BadNames),
        }.Run();
}
