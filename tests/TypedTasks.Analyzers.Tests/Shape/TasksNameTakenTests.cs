using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class TasksNameTakenTests
{
    [Theory]
    [InlineData("static partial class [|Tasks|] { [Task] public static void Do() { } }", "The class is called 'Tasks', but the factories of 'Tasks' (Do) are generated into a static partial class of that name: a class cannot have a member of its own name; call it something else")]
    [InlineData("static partial class C { [Task] public static void [|Tasks|]() { } }", "'C' has a method called 'Tasks', but the factories of 'C' (Tasks) are generated into a static partial class of that name: call it something else")]
    [InlineData("static partial class C { [Task] public static void Do() { } public static int [|Tasks|]; }", "'C' has a field called 'Tasks', but the factories of 'C' (Do) are generated into a static partial class of that name: call it something else")]
    [InlineData("static partial class C { [Task] public static void Do() { } public static int [|Tasks|] => 1; }", "'C' has a property called 'Tasks', but the factories of 'C' (Do) are generated into a static partial class of that name: call it something else")]
    [InlineData("static partial class C { [Task] public static void Do() { } static class [|Tasks|] { } }", "The nested type 'Tasks' is not a static partial class, but the factories of 'C' (Do) are generated into a static partial class of that name: make it one, or call it something else")]
    [InlineData("static partial class C { [Task] public static void Do() { } enum [|Tasks|] { A } }", "The nested type 'Tasks' is not a static partial class, but the factories of 'C' (Do) are generated into a static partial class of that name: make it one, or call it something else")]
    [InlineData("static partial class C { [Task] public static void Do() { } static class [|Tasks|]<T> { } }", "The nested type 'Tasks' is generic, but the factories of 'C' (Do) are generated into a static partial class of that name: call it something else")]
    public async Task Fires(string source, string message) =>
        Assert.Equal([message], await Check.Reports<TasksNameTakenAnalyzer>(source));

    [Theory]
    [InlineData("static partial class C { [Task] public static void Do() { } static partial class Tasks { static int More; } }")]
    [InlineData("static class Tasks { public static void Do() { } }")]
    [InlineData("static class C { public static int Tasks; public static void Do() { } }")]
    [InlineData("static partial class C { [Task] public static void Task() { } static int tasks; }")]
    public Task IsSilent(string source) => Check.Silent<TasksNameTakenAnalyzer>(source);
}
