using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class TaskTypeTests
{
    [Theory]
    [InlineData("ref partial struct [|Work|] { [Task] public void A() { } partial struct In { [Task] public void B() { } } }", "'Work' is a ref struct, which cannot hold tasks (A, B): move them to a static class or to a class with services")]
    [InlineData("ref partial struct [|Work|] { [Task] public void Do() { } }", "'Work' is a ref struct, which cannot hold tasks (Do): move them to a static class or to a class with services")]
    public async Task Fires(string source, string message) =>
        Assert.Equal([message], await Check.Reports<TaskTypeAnalyzer>(source));

    [Theory]
    [InlineData("partial interface IWork { void A(); static partial class Work { [Task] public static void Do() { } } }")]
    [InlineData("partial interface IWork { [Task] static void A() { } [Task] void B(); }")]
    [InlineData("partial struct Work { [Task] public void Do() { } }")]
    [InlineData("partial record Work { [Task] public void Do() { } }")]
    [InlineData("ref struct Span { public void Do() { } }")]
    public Task IsSilent(string source) => Check.Silent<TaskTypeAnalyzer>(source);
}
