using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Composition;

public class SignatureExpectedTests
{
    [Theory]
    [InlineData("[|Photos.Load(\"a\")|] | Photos.Tasks.Width()", "'Photos.Load(\"a\")' runs the method here and now and yields Photo: write Photos.Tasks.Load(\"a\"), which makes a step of it")]
    [InlineData("[|new Photo()|] | Photos.Tasks.Width()", "'new Photo()' is a Photo, not a signature: give it to the step as its argument")]
    [InlineData("Photos.Tasks.Load(\"a\") | [|Photos.Width|]", "'Photos.Width' is the method itself, not a step: call its factory, Photos.Tasks.Width(…)")]
    public async Task Fires(string code, string message) => Assert.Equal([message], await Check.Reports<SignatureExpectedAnalyzer>(Source(code)));

    [Theory]
    [InlineData("Photos.Tasks.Load(\"a\") | Photos.Tasks.Width()")]
    [InlineData("1 | \"two\"")]
    [InlineData("Photos.Width(Photos.Load(\"a\")) | 1")]
    public Task IsSilent(string code) => Check.Silent<SignatureExpectedAnalyzer>(Source(code));

    [Fact]
    public Task FixesTheCallOfTheMethodItself() => Check.Fixes<SignatureExpectedAnalyzer, DirectPlanCallFix>(
        Source("[|Photos.Load(\"a\")|] | Photos.Tasks.Width()"),
        Source("Photos.Tasks.Load(\"a\") | Photos.Tasks.Width()"));

    private static string Source(string code) => $$"""
        class Test { object Run() => {{code}}; }

        sealed class Photo;

        static partial class Photos
        {
            [Task] public static Photo Load(string path) => new();
            [Task] public static int Width(Photo photo) => 1;

            public static class Tasks
            {
                public static Signature<Photo> Load(string path) => null!;
                public static Signature<Photo, int> Width() => null!;
            }
        }
        """;
}
