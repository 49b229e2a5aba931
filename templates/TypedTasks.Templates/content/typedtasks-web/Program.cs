using Microsoft.AspNetCore.Http.HttpResults;
using WebSpace;
using static WebSpace.Greetings.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.AddBroker()
    .AddTaskWeb1Tasks()     // generated: the tasks of this assembly
    .AddWorker();           // steps run here; leave it out where another process runs them
builder.AddHealth();
builder.AddTelemetry();
builder.Services.AddOpenApi();
var app = builder.Build();
app.MapHealth();
app.MapOpenApi();                           // /openapi/v1.json
app.MapTypedTasksDashboard("/tasks");       // for you alone, on this machine in Development, until policies are named
app.MapGet("/", () => Results.Redirect("/tasks")).ExcludeFromDescription();

app.MapPost("/greetings/{name}", async (string name, ITaskClient client, CancellationToken cancellationToken) =>
{
    var run = await client.EnqueueAsync(Greet(name) | (Shout(), Count()) | Report(), cancellationToken);
    return TypedResults.Accepted($"/greetings/{run.FlowId}");
});

// Answers when the flow has ended, or after ten seconds.
app.MapGet("/greetings/{id}", async Task<Results<Ok<Greeting>, NotFound>> (string id, ITaskClient client, CancellationToken cancellationToken) =>
{
    using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    patience.CancelAfter(TimeSpan.FromSeconds(10));
    try
    {
        return TypedResults.Ok(new Greeting("succeeded", await client.GetHandle<string>(id).WaitAsync(patience.Token)));
    }
    catch (TaskFailedException failed)
    {
        return TypedResults.Ok(new Greeting("failed", failed.Failure.Message));
    }
    catch (FlowCancelledException)
    {
        return TypedResults.Ok(new Greeting("cancelled", null));
    }
    catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
    {
        return TypedResults.Ok(new Greeting("running", null));
    }
    catch (Exception e) when (e is FlowUnknownException or ArgumentException)
    {
        return TypedResults.NotFound();
    }
});

app.Run();
