using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>What every test of the generator asserts, whatever else it is about.</summary>
internal static class GeneratorCheck
{
    /// <summary>Generates; checks that all compiles without warnings and that an unrelated edit leaves everything cached.</summary>
    public static IReadOnlyDictionary<string, string> Run(params string[] sources) => Run(Compiler.Create(sources));

    public static IReadOnlyDictionary<string, string> Run(CSharpCompilation compilation)
    {
        var driver = Compiler.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(output.Problems());
        var first = Assert.Single(driver.GetRunResult().Results);
        Models.AssertPlain(first);

        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { int Field; }", Compiler.Parse, "Edit.cs"));
        var second = Assert.Single(driver.RunGenerators(edited).GetRunResult().Results);
        AssertCached(second);
        return first.GeneratedSources.ToDictionary(
            static s => s.HintName, static s => s.SourceText.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    private static void AssertCached(GeneratorRunResult result)
    {
        Assert.NotEmpty(result.TrackedSteps);
        foreach (var name in TrackingNames.All.Intersect(result.TrackedSteps.Keys))
        {
            var reasons = result.TrackedSteps[name].SelectMany(static s => s.Outputs).Select(static o => o.Reason);
            Assert.All(reasons, static r => Assert.True(
                r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, r.ToString()));
        }

        var outputs = result.TrackedOutputSteps.Values.SelectMany(static s => s).SelectMany(static s => s.Outputs);
        Assert.All(outputs, static o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }
}
