using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class OverloadedTaskTests
{
    [Fact]
    public async Task Fires()
    {
        var messages = await Check.Reports<OverloadedTaskAnalyzer>("""
            public static partial class Photos
            {
                [Task] public static void [|Resize|](string path, int width, CancellationToken ct) { }
                [Task] public static void [|Resize|](Uri address) { }
                [Task("photos.resize")] public static void Resize(int id) { }
            }
            """);

        Assert.Equal(
            [
                "'Photos.Resize(string, int, CancellationToken)' is one of 3 tasks called Resize: give each a name that messages can carry, such as [Task(\"photos.resize-string-int32\")]",
                "'Photos.Resize(Uri)' is one of 3 tasks called Resize: give each a name that messages can carry, such as [Task(\"photos.resize-uri\")]",
            ],
            messages);
    }

    [Theory]
    [InlineData("partial class C { [Task(\"a\")] void Do() { } [Task(\"b\")] void Do(int x) { } }")]
    [InlineData("partial class C { [Task] void Do() { } void Do(int x) { } }")]
    [InlineData("partial class C { [Task] void Do() { } [Task] void Run() { } }")]
    [InlineData("partial class C { [Task] void Do() { } } partial class D { [Task] void Do() { } }")]
    public Task IsSilent(string source) => Check.Silent<OverloadedTaskAnalyzer>(source);

    [Fact]
    public Task Fixes() => Check.Fixes<OverloadedTaskAnalyzer, NameTaskFix>(
        """
        static partial class Photos
        {
            [Task] public static void [|Resize|](string path, int width) { }

            [Task(Queue = "cpu")]
            public static void [|Resize|](Uri address) { }
        }
        """,
        """
        static partial class Photos
        {
            [Task("photos.resize-string-int32")] public static void Resize(string path, int width) { }

            [Task("photos.resize-uri", Queue = "cpu")]
            public static void Resize(Uri address) { }
        }
        """);
}
