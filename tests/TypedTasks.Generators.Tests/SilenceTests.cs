using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>What cannot be a task is left to the analyzers: nothing is written, nothing is thrown, nothing is said.</summary>
public class SilenceTests
{
    [Theory]
    [InlineData("public static class NotPartial { [Task] public static void Do() { } }")]
    [InlineData("public static partial class Generic<T> { [Task] public static void Do() { } }")]
    [InlineData("public static partial class C { [Task] public static void Do<T>() { } }")]
    [InlineData("public static partial class C { [Task] private static void Do() { } }")]
    [InlineData("public static partial class Tasks { [Task] public static void Do() { } }")]
    [InlineData("public static partial class C { [Task] public static void Tasks() { } }")]
    [InlineData("public static partial class C { [Task] public static void Do() { } public static int Tasks; }")]
    [InlineData("public static partial class C { [Task] public static void Do(ref int x) { } }")]
    [InlineData("public static partial class C { [Task] public static void Do(in int x) { } }")]
    [InlineData("public static partial class C { [Task] public static void Do(Action x) { } }")]
    [InlineData("public static partial class C { [Task] public static void Do(ReadOnlySpan<int> x) { } }")]
    [InlineData("public static partial class C { [Task] public static Span<int> Do() => default; }")]
    [InlineData("public static partial class C { [Task] public static ISignature<string, int> Do() => null!; }")]
    [InlineData("public static partial class C { [Task] public static Task<ISignature<string, int>> Do() => null!; }")]
    [InlineData("public abstract partial class C { [Task] public void Do() { } }")]
    [InlineData("public abstract partial class C { [Task] public abstract void Do(); }")]
    [InlineData("public partial class C { private C() { } [Task] public void Do() { } }")]
    [InlineData("public partial interface I { [Task] static void Do() { } }")]
    [InlineData("public partial class Outer { private static partial class C { [Task] public static void Do() { } } }")]
    [InlineData("public class Outer { public static partial class C { [Task] public static void Do() { } } }")]
    [InlineData("file static partial class C { [Task] public static void Do() { } }")]
    [InlineData("public static partial class C { [Task] public static int Do(int a) => a; [Task] public static int Do(string a) => 0; }")]
    [InlineData("public class C { }")]
    [InlineData("")]
    public void NothingIsWrittenFor(string source) => Assert.Empty(GeneratorCheck.Run(source));

    [Theory]
    [InlineData("public static partial class C { [Task] public static void Do(Unknown x) { } }")]
    [InlineData("public static partial class C { [Task] public static Unknown Do() => null; }")]
    [InlineData("public static partial class C { [Task] public static void Do(List<Unknown> x) { } }")]
    [InlineData("public static partial class C { [Task] public static void Do( { } }")]
    [InlineData("public static partial class C { [Task] public static }")]
    [InlineData("public static partial class C { [Task(")]
    [InlineData("public partial class C { public C(Unknown x) { } [Task] public void Do() { } }")]
    [InlineData("[Task] class C { }")]
    [InlineData("[assembly: TaskJsonContext(typeof(Unknown))] public static partial class C { [Task] public static void Do() { } }")]
    [InlineData("[assembly: TaskJsonContext(null!)] public static partial class C { [Task] public static void Do() { } }")]
    [InlineData("public static partial class C { [Task(null, Queue = 3)] public static void Do(int x = \"a\") { } }")]
    [InlineData("public static partial class C { [Task] public static void Do(int a, int a) { } }")]
    public void InvalidCodeIsEndured(string source)
    {
        Compiler.Driver().RunGeneratorsAndUpdateCompilation(Compiler.Create(source), out _, out var diagnostics);

        Assert.Empty(diagnostics);
    }
}
