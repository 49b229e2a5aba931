using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Composition;

/// <summary>Which operator the compiler takes: one of a class where C# allows one, for it costs a fraction of an extension.</summary>
public class OperatorTests
{
    private const string Class = "Signature";
    private const string OfGroup = "Group";
    private const string Extension = "SequenceOperators";
    private const string FanOut = "FanOutOperators";
    private const string FanIn = "FanInOperators";
    private const string Joined = "JoinedOperators";

    [Theory]
    [InlineData("Load(\"a\") | Resize(200)", Class)]
    [InlineData("Load(\"a\") | Turn() | Turn() | Resize(200)", Class, Class, Class)]
    [InlineData("LoadRaw(\"a\") | ReadExif()", Class)]
    [InlineData("Load(\"a\") | (Turn() | Resize(200))", Class, Extension)]
    [InlineData("Load(\"a\") | Turn().Then(Resize(200))", Class)]
    [InlineData("Load(\"a\") | Chain.Of(Turn(), Resize(200))", Class)]
    [InlineData("Load(\"a\") | Turn().WithRetry(3).Recover(Load(\"b\")).OnSuccess(Clean())", Class)]
    [InlineData("Load(\"a\") | Signature.Pass<Photo>()", Class)]
    [InlineData("Group.Of(Load(\"a\")) | Gallery()", Class)]
    [InlineData("LoadAll(\"a\") | Turn().Each() | Gallery()", OfGroup, Class)]
    [InlineData("Load(\"a\") | Group.Of(Turn(), Turn(180)) | Gallery()", OfGroup, Class)]
    [InlineData("Load(\"a\") | (Resize(200), ReadExif()) | MakeCard()", FanOut, Class)]
    [InlineData("(LoadRaw(\"a\"), ReadExif(photo)).Join() | Describe()", Joined)]
    [InlineData("(Resize(photo, 1), ReadExif(photo)) | MakeCard()", FanIn)]
    [InlineData("Load() | Turn()", Extension)]
    [InlineData("Clean() >> Load(\"a\")", Extension)]
    [InlineData("((ISignature<Photo>)Load(\"a\")) | (ISignature<Photo, Photo>)Turn()", Extension)]
    public void IsTheOneOf(string pipeline, params string[] classes)
    {
        var compilation = Pipelines.Compile(pipeline);
        Assert.Empty(compilation.Problems());
        Assert.Equal(classes, Pipelines.Operators(compilation));
    }

    /// <summary>A flow grows in a local of var, for what an operator makes is of the class that a factory makes.</summary>
    [Theory]
    [InlineData("var result = Load(\"a\"); foreach (var p in paths) result = result | Turn();", "Signature<Photo>")]
    [InlineData("var result = Load(\"a\"); foreach (var p in paths) result |= Turn();", "Signature<Photo>")]
    [InlineData("var result = Turn(); foreach (var p in paths) result |= Turn();", "Signature<Photo, Photo>")]
    [InlineData("var result = Load(\"a\"); foreach (var p in paths) result >>= Load(p);", "Signature<Photo>")]
    [InlineData("var result = Load(\"a\"); if (paths.Length > 0) result = result.OnError(Clean()).Recover(Load(\"b\")).OnQueue(\"slow\");", "Signature<Photo>")]
    [InlineData("var result = Clean(); foreach (var p in paths) result = result >> Notify(p);", "Signature<Unit>")]
    [InlineData("var result = Clean(); foreach (var p in paths) result = result.ThenIgnoringResult(Notify(p));", "Signature<Unit>")]
    [InlineData("var result = LoadAll(\"a\") | Turn().Each(); foreach (var p in paths) result |= Turn().Each();", "Group<Photo>")]
    [InlineData("Signature<IReadOnlyList<Photo>> result = Group.Of(photo is null ? Load(\"a\") : Load(\"b\")); foreach (var p in paths) result |= Turn().Each();", "Signature<IReadOnlyList<Photo>>")]
    [InlineData("var result = paths.Length > 1 ? Load(\"a\") : Load(\"a\") | Turn();", "Signature<Photo>")]
    public void AFlowGrowsInALocal(string code, string type)
    {
        var compilation = Pipelines.Compile(code);
        Assert.Empty(compilation.Problems());
        Assert.Equal(type, Pipelines.TypeOfResult(compilation));
    }

    /// <summary>A complete chain needs neither the newest language nor the namespace.</summary>
    [Theory]
    [InlineData("Load(\"a\") | Turn() | Resize(200)")]
    [InlineData("Load(\"a\") | Turn().Then(Resize(200))")]
    [InlineData("LoadRaw(\"a\") | Turn() | Signature.Pass<Demo.Photo>()")]
    [InlineData("Load(\"a\") | Turn().Each() | Gallery()", true)]
    [InlineData("Load(\"a\") | (Turn(), ReadExif())", true)]
    [InlineData("Load() | Turn()", true)]
    [InlineData("Clean() >> Clean()", true)]
    public void AChainWorksInCSharp13AndWithoutTheNamespace(string pipeline, bool isRefused = false)
    {
        var parse = Compiler.Parse.WithLanguageVersion(LanguageVersion.CSharp13);
        var complete = Compiler.Create("Demo", "").RemoveAllSyntaxTrees().AddSyntaxTrees(
            Parse("global using System.Collections.Generic; global using System.Threading.Tasks;"),
            Parse("using TypedTasks;\n" + Pipelines.Tasks),
            Parse($"using static Demo.Photos.Tasks; using Signature = TypedTasks.Signature; static class Test {{ static object Run() => {pipeline}; }}"));
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(complete, out var compilation, out _);
        Assert.True(isRefused == compilation.Problems().Any(), string.Join('\n', compilation.Problems()));

        SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code, parse);
    }
}
