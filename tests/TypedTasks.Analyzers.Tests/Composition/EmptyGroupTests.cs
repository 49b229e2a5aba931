using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class EmptyGroupTests
{
    [Theory]
    [InlineData("[|Group.Of<int>()|] | Sum()", "Group.Of<int>()")]
    [InlineData("[|Group.Of<int>([])|] | Sum()", "Group.Of<int>([])")]
    [InlineData("[|Group.Of(new ISignature<int>[0])|] | Sum()", "Group.Of(new ISignature<int>[0])")]
    [InlineData("[|Group.Of(Array.Empty<ISignature<int>>())|] | Sum()", "Group.Of(Array.Empty<ISignature<int>>())")]
    [InlineData("[|Group.Of(new ISignature<int>[] { })|] | Sum()", "Group.Of(new ISignature<int>[] { })")]
    public async Task Fires(string code, string group) =>
        Assert.Equal(
            [$"'{group}' has no members, so it runs nothing and yields an empty list: give it members, or leave the group out"],
            await Check.Reports<EmptyGroupAnalyzer>(Source(code)));

    [Fact]
    public async Task ARaceWithoutMembersFails() => Assert.Equal(
        ["'Group.FirstOf<int>()' has no members, so it runs nothing and fails when it is built: give it members, or leave the group out"],
        await Check.Reports<EmptyGroupAnalyzer>(Source("[|Group.FirstOf<int>()|]")));

    [Theory]
    [InlineData("Other.Of()")]
    [InlineData("Group.Of(step) | Sum()")]
    [InlineData("Group.Of(steps) | Sum()")]
    [InlineData("Group.Of(new ISignature<int>[] { step }) | Sum()")]
    [InlineData("(none ? Group.Of<int>() : Group.Of(step)) | Sum()")]
    public Task IsSilent(string code) => Check.Silent<EmptyGroupAnalyzer>(Source(code));

    private static string Source(string code) => $$"""
        static class Other { public static Signature<IReadOnlyList<int>> Of() => null!; }
        class Test
        {
            object Run(ISignature<int> step, IEnumerable<ISignature<int>> steps, bool none) => {{code}};
            static Signature<IReadOnlyList<int>, int> Sum() => null!;
        }
        """;
}
