using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class NotAMethodTests
{
    [Theory]
    [InlineData("class C { void M() { [Task] void [|Do|]() { } Do(); } }", "The local function 'Do' cannot be a task: a message can only reach a method of a class, so make it one")]
    [InlineData("class C { Action M() => [|[Task] () => { }|]; }", "A lambda cannot be a task: a message can only reach a method of a class, so make it one")]
    [InlineData("partial class C { int P { [Task] [|get|] => 1; } }", "An accessor of 'P' cannot be a task: write a method of its own, and call it here")]
    [InlineData("partial class C { [Task] public static C operator [|+|](C a, C b) => a; }", "An operator cannot be a task: write a method of its own, and call it here")]
    [InlineData("partial interface I { [Task] static int [|Do|]() => 1; }", "'Do' cannot be a task: it is a static member of an interface, which no class implements as an instance; leave static out, or move it to a class")]
    [InlineData("partial interface I { [Task] static abstract int [|Do|](); }", "'Do' cannot be a task: it is a static member of an interface, which no class implements as an instance; leave static out, or move it to a class")]
    [InlineData("interface I { void Do(); } partial class C : I { [Task] void I.[|Do|]() { } }", "'I.Do' cannot be a task: it implements an interface explicitly and has no name to call it by; write a method of its own, and call it here")]
    [InlineData("abstract partial class C { [Task] public abstract void [|Do|](); }", "'Do' cannot be a task: it is abstract, so there is nothing to run; mark a method that has a body")]
    [InlineData("static partial class C { extension(string s) { [Task] public void [|Do|]() { } } }", "'Do' cannot be a task: it stands in an extension block; make it a method of a class")]
    public async Task Fires(string source, string message) =>
        Assert.Equal([message], await Check.Reports<NotAMethodAnalyzer>(source));

    [Theory]
    [InlineData("class C { [Task] public void Do() { void Local() { } Local(); Action a = () => { }; } }")]
    [InlineData("abstract partial class B { public abstract void Do(); } partial class C : B { [Task] public override void Do() { } }")]
    [InlineData("static partial class C { [Task] public static void Do(this string s) { } }")]
    [InlineData("partial interface I { [Task] int Do(int a); [Task] int Also() => 1; }")]
    [InlineData("interface I { void Do(); } partial class C : I { [Task] public void Do() { } }")]
    public Task IsSilent(string source) => Check.Silent<NotAMethodAnalyzer>(source);
}
