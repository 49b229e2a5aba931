using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

/// <summary>Which constructor the worker would call, and so which one a rule judges.</summary>
public class UncreatableClassConstructorTests
{
    [Theory]
    [InlineData("partial class [|Mail|] { public Mail() { } public Mail(ref int x) { } [Task] public void Send() { } }", "no service can fill the parameter 'x' of its constructor, which is passed by reference")]
    [InlineData("partial class [|Mail|] { public Mail(int a, Span<int> x) { } public Mail(int a) { } [Task] public void Send() { } }", "no service can fill the parameter 'x' of its constructor, which is a ref struct")]
    [InlineData("partial record [|Mail|] { private Mail() { } public Mail(Mail other) { } [Task] public void Send() { } }", "none of its constructors is internal or public")]
    [InlineData("partial class [|Mail|] { private protected Mail() { } [Task] public void Send() { } }", "none of its constructors is internal or public")]
    [InlineData("partial class [|Mail|] { private Mail() { } [Task(\"a\")] public void Send() { } [Task(\"b\")] public void Send(int x) { } [Task] public static void Other() { } }", "none of its constructors is internal or public")]
    public async Task Fires(string source, string reason) =>
        Assert.Equal([$"The worker cannot create 'Mail' to run 'Send': {reason}"], await Check.Reports<UncreatableClassAnalyzer>(source));

    [Theory]
    [InlineData("partial class Mail { public Mail(Mail other) { } [Task] public void Send() { } }")]
    [InlineData("partial record Mail { private Mail() { } public Mail(Mail other, int x) : this() { } [Task] public void Send() { } }")]
    [InlineData("partial record Mail { private Mail() { } public Mail(string other) : this() { } [Task] public void Send() { } }")]
    [InlineData("partial class Mail { protected internal Mail() { } [Task] public void Send() { } }")]
    [InlineData("partial class Mail { public Mail(ref int x) { } public Mail(int a, int b) { } [Task] public void Send() { } }")]
    [InlineData("partial interface IMail { [Task] void Send(); }")]
    public Task IsSilent(string source) => Check.Silent<UncreatableClassAnalyzer>(source);

    [Fact]
    public async Task AKeyedServiceIsJudgedWhereOneTaskNeedsTheInstance() =>
        Assert.Single(await Check.Reports<OptionalKeyedServiceAnalyzer>(
            "partial class C([FromKeyedServices(1)] HttpClient? [|client|]) { [Task] public static void A() { } [Task] public void B() => client?.Dispose(); }"));
}
