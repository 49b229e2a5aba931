using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class DifferentDefaultTests
{
    private const string Contract = "partial interface IMail { [Task] void Send(string to, int copies = 1, string? subject = null); } [TaskImplementation] class Mail : IMail { ";

    [Theory]
    [InlineData("public void Send(string to, int [|copies|] = 2, string? subject = null) { }", "'copies' of 'Send' has the default 2 here and 1 in 'IMail', which is the one that counts: write the same here, or none")]
    [InlineData("public void Send(string to, int copies = 1, string? [|subject|] = \"x\") { }", "'subject' of 'Send' has the default \"x\" here and null in 'IMail', which is the one that counts: write the same here, or none")]
    [InlineData("public void Send(string [|to|] = \"me\", int copies = 1, string? subject = null) { }", "'to' of 'Send' has the default \"me\" here and none in 'IMail', which is the one that counts: write the same here, or none")]
    public async Task Fires(string method, string message) => Assert.Equal([message], await Check.Reports<DifferentDefaultAnalyzer>(Contract + method + " }"));

    [Theory]
    [InlineData("public void Send(string to, int copies = 1, string? subject = null) { }")]
    [InlineData("public void Send(string to, int copies, string? subject) { }")]
    [InlineData("void IMail.Send(string to, int copies, string? subject) { } public void Send(int copies = 2) { }")]
    public Task IsSilent(string method) => Check.Silent<DifferentDefaultAnalyzer>(Contract + method + " }");
}
