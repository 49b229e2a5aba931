using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>What is no task although it is marked, in code that compiles without the mark and in code that does not.</summary>
public class RefusedTests
{
    [Theory]
    [InlineData("public abstract partial class C { public C() { } [Task] public void Do() { } }")]
    [InlineData("public partial class C { public C(ref int x) { } [Task] public void Do() { } }")]
    [InlineData("public partial class C { public C(Span<int> x) { } [Task] public void Do() { } }")]
    [InlineData("public static partial class C { static int x; [Task] public static ref int Do() => ref x; }")]
    [InlineData("public static partial class C { static int x; [Task] public static ref readonly int Do() => ref x; }")]
    public void NothingIsWrittenFor(string source) => Assert.Empty(GeneratorCheck.Run(source));

    [Theory]
    [InlineData("public static partial class C { [Task] public static void Do(Unknown x) { } }")]
    [InlineData("public static partial class C { [Task] public static void Do(Unknown[] x) { } }")]
    [InlineData("public static partial class C { [Task] public static void Do(List<Unknown> x) { } }")]
    [InlineData("public static partial class C { [Task] public static unsafe void Do(int* x) { } }")]
    [InlineData("file class F; public static partial class C { [Task] public static void Do(F x) { } }")]
    [InlineData("file class F; public static partial class C { [Task] public static void Do(List<F> x) { } }")]
    [InlineData("file class F { public class G; } public static partial class C { [Task] public static void Do(F.G x) { } }")]
    [InlineData("public partial class C { public C(Unknown x) { } [Task] public void Do() { } }")]
    public void NothingIsWrittenForWhatDoesNotCompile(string source)
    {
        var result = Compiler.Driver().RunGenerators(Compiler.Create(source)).GetRunResult();

        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.GeneratedTrees);
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("son")]
    [InlineData("Text.Json")]
    [InlineData("Other.System.Text.Json")]
    [InlineData("SystemText.Json")]
    [InlineData("A.Namespace.Longer.Than.System.Text.Json")]
    public void ATypeOfTheSameNameElsewhereIsAnother(string space)
    {
        var files = GeneratorCheck.Run(
            $"namespace {space} {{ public sealed class JsonElement; }}",
            $"public static partial class C {{ [Task] public static void Do({space}.JsonElement x) {{ }} }}");

        Assert.DoesNotContain("JsonElementConverter", files["TypedTasks.JsonTypes.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void ATupleOfEightIsLeftToTheUsersContext()
    {
        var files = GeneratorCheck.Run("public static partial class C { [Task] public static (int, int, int, int, int, int, int, int) Do() => default; }");

        Assert.DoesNotContain("TupleConverter", files["TypedTasks.JsonTypes.g.cs"], StringComparison.Ordinal);
    }
}
