using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class ImplementationTests
{
    private const string Contract = "partial interface IMail { [Task] void Send(int a); } ";

    [Theory]
    [InlineData("[TaskImplementation] class [|Mail|] { }", "it implements no interface with methods marked [Task]; implement one, or take the mark away")]
    [InlineData("[TaskImplementation] class [|Mail|] : IDisposable { public void Dispose() { } }", "it implements no interface with methods marked [Task]; implement one, or take the mark away")]
    [InlineData("[TaskImplementation] abstract class [|Mail|] : IMail { public void Send(int a) { } }", "it is abstract; mark the classes that derive from it")]
    [InlineData("[TaskImplementation] class [|Mail|]<T> : IMail { public void Send(int a) { } }", "'Mail' is generic, and a message cannot say which types are meant")]
    [InlineData("class Outer { [TaskImplementation] private class [|Mail|] : IMail { public void Send(int a) { } } }", "'Mail' is not visible to generated code; make it internal or public")]
    [InlineData("[TaskImplementation] class [|Mail|] : IMail { private Mail() { } public void Send(int a) { } }", "none of its constructors is internal or public")]
    [InlineData("[TaskImplementation] class [|Mail|] : IMail { public Mail(ref int x) { } public void Send(int a) { } }", "no service can fill 'x'")]
    public async Task Fires(string source, string reason) => Assert.Equal(
        [$"'Mail' is marked [TaskImplementation] and the worker can run nothing of it: {reason}"],
        await Check.Reports<ImplementationAnalyzer>(Contract + source));

    [Theory]
    [InlineData("[TaskImplementation] class Mail : IMail { public void Send(int a) { } }")]
    [InlineData("[TaskImplementation] class Mail(HttpClient client) : IMail { void IMail.Send(int a) => client.Dispose(); }")]
    [InlineData("abstract class Half : IMail { public abstract void Send(int a); } [TaskImplementation] class Mail : Half { public override void Send(int a) { } }")]
    [InlineData("interface IMore : IMail; [TaskImplementation] class Mail : IMore { public void Send(int a) { } }")]
    [InlineData("class Mail : IMail { public void Send(int a) { } }")]
    [InlineData("interface IClosed { [Task] void Send(int a); } [TaskImplementation] class Mail : IClosed { public void Send(int a) { } }")]
    public Task IsSilent(string source) => Check.Silent<ImplementationAnalyzer>(Contract + source);
}
