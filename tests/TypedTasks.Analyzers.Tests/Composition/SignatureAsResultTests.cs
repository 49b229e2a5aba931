using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class SignatureAsResultTests
{
    [Theory]
    [InlineData("var photo = await [|Load(\"a\")|];", "'Load(\"a\")' is a signature, so nothing has run and there is no Photo yet: enqueue it and wait, await (await client.EnqueueAsync(Load(\"a\"))).WaitAsync()")]
    [InlineData("var path = [|Load(\"a\")|].Path;", "'Load(\"a\")' is a signature, so nothing has run and there is no Photo yet: read 'Path' in a step that takes the Photo")]
    [InlineData("Photo photo = [|Load(\"a\")|];", "'Load(\"a\")' is a signature, so nothing has run and there is no Photo yet: enqueue it and wait, await (await client.EnqueueAsync(Load(\"a\"))).WaitAsync()")]
    [InlineData("var handle = await client.EnqueueAsync(Load(\"a\")); var photo = await [|handle|];", "'handle' is the handle of a flow, and yields Photo when that has ended: wait for it, await handle.WaitAsync()")]
    public async Task Fires(string code, string message) => Assert.Equal([message], await Check.Reports<SignatureAsResultAnalyzer>(Source(code)));

    [Theory]
    [InlineData("var photo = await (await client.EnqueueAsync(Load(\"a\"))).WaitAsync();")]
    [InlineData("ISignature<Photo> flow = Load(\"a\");")]
    [InlineData("int number = Load(\"a\");")]
    [InlineData("var name = Load(\"a\").Other;")]
    public Task IsSilent(string code) => Check.Silent<SignatureAsResultAnalyzer>(Source(code));

    private static string Source(string code) => $$"""
        class Test
        {
            async Task Run(ITaskClient client) { {{code}} }
            static Signature<Photo> Load(string path) => null!;
        }

        sealed record Photo(string Path);
        """;
}
