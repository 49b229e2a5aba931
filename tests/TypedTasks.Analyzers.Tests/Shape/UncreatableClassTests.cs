using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class UncreatableClassTests
{
    [Theory]
    [InlineData("abstract partial class [|Mail|] { [Task] public void Send() { } }", "The worker cannot create 'Mail' to run 'Send': it is abstract; make the tasks static, or move them to a class that can be created")]
    [InlineData("partial class [|Mail|] { private Mail() { } [Task] public void Send() { } [Task] public void Read() { } }", "The worker cannot create 'Mail' to run 'Send', 'Read': none of its constructors is internal or public")]
    [InlineData("partial class [|Mail|] { protected Mail() { } [Task] public void Send() { } }", "The worker cannot create 'Mail' to run 'Send': none of its constructors is internal or public")]
    [InlineData("partial class [|Mail|](ref int x) { int y = x; [Task] public void Send() { } }", "The worker cannot create 'Mail' to run 'Send': no service can fill the parameter 'x' of its constructor, which is passed by reference")]
    [InlineData("partial class [|Mail|] { public Mail(Span<int> x) { } [Task] public void Send() { } }", "The worker cannot create 'Mail' to run 'Send': no service can fill the parameter 'x' of its constructor, which is a ref struct")]
    [InlineData("partial class [|Mail|] { [ActivatorUtilitiesConstructor] public Mail() { } public Mail(ref int x) { } [Task] public void Send() { } class ActivatorUtilitiesConstructorAttribute : Attribute; }", "The worker cannot create 'Mail' to run 'Send': no service can fill the parameter 'x' of its constructor, which is passed by reference")]
    [InlineData("unsafe partial class [|Mail|] { public required int* X; [Task] public void Send() { } }", "The worker cannot create 'Mail' to run 'Send': no service can fill its required member 'X', which is a pointer")]
    public async Task Fires(string source, string message) =>
        Assert.Equal([message], await Check.Reports<UncreatableClassAnalyzer>(source));

    [Theory]
    [InlineData("abstract partial class Mail { [Task] public static void Send() { } }")]
    [InlineData("partial class Mail { private Mail() { } internal Mail(string host) { } [Task] public void Send() { } }")]
    [InlineData("partial class Mail { internal Mail() { } public Mail(ref int x, int y) : this() { } [Task] public static void Send() { } }")]
    [InlineData("partial class Mail(HttpClient client) { [Task] public void Send() => client.Dispose(); }")]
    [InlineData("partial record Mail(HttpClient Client) { [Task] public void Send() { } }")]
    [InlineData("partial struct Mail { [Task] public void Send() { } }")]
    [InlineData("partial class Mail { public required HttpClient Client { get; init; } [Task] public void Send() { } }")]
    [InlineData("abstract class Mail { public void Send() { } }")]
    [InlineData("static partial class Mail { [Task] public void Send() { } }")]
    public Task IsSilent(string source) => Check.Silent<UncreatableClassAnalyzer>(source);

    [Fact]
    public Task TheMarkedConstructorIsTaken() => Check.Silent<UncreatableClassAnalyzer>("""
        partial class Mail
        {
            [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor] public Mail() { }
            public Mail(ref int x) { }
            [Task] public void Send() { }
        }
        """);
}
