using Microsoft.Extensions.DependencyInjection;
using WebSpace;
using static WebSpace.Greetings.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.AddBroker()
    .AddTaskWeb1Tasks()     // generated: the tasks of this assembly
    .AddWorker();         // steps run here; leave it out where another process runs them
var app = builder.Build();

app.MapPost("/greetings/{name}", async (string name, ITaskClient client, CancellationToken cancellationToken) =>
{
    var run = await client.EnqueueAsync(Greet(name) | (Shout(), Count()) | Report(), cancellationToken);
    return Results.Accepted($"/greetings/{run.FlowId}");
});

// Answers when the flow has ended, or after ten seconds.
app.MapGet("/greetings/{id}", async (string id, ITaskClient client, CancellationToken cancellationToken) =>
{
    using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    patience.CancelAfter(TimeSpan.FromSeconds(10));
    try
    {
        return Results.Ok(new Greeting("succeeded", await client.GetHandle<string>(id).WaitAsync(patience.Token)));
    }
    catch (TaskFailedException failed)
    {
        return Results.Ok(new Greeting("failed", failed.Failure.Message));
    }
    catch (FlowCancelledException)
    {
        return Results.Ok(new Greeting("cancelled", null));
    }
    catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
    {
        return Results.Ok(new Greeting("running", null));
    }
    catch (Exception e) when (e is FlowUnknownException or ArgumentException)
    {
        return Results.NotFound();
    }
});

app.Run();
