using Microsoft.AspNetCore.Http.HttpResults;
using ShopSpace.Web;
using TypedTasks.ServiceBus;
using static ShopSpace.Contracts.IOrders.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTypedTasks()
    .UseSqlite(StorePath(builder.Configuration))
    .UseAmqp(builder.Configuration.GetConnectionString("ServiceBus")!)
    .AddTaskShop1ContractsTasks();     // generated: the tasks of the contracts, which another process runs
builder.AddHealth();
builder.AddTelemetry();
builder.Services.AddOpenApi();
var app = builder.Build();
app.MapHealth();
app.MapOpenApi();                           // /openapi/v1.json
app.MapTypedTasksDashboard("/tasks");       // for you alone, on this machine in Development, until policies are named
app.MapGet("/", () => Results.Redirect("/tasks")).ExcludeFromDescription();

app.MapPost("/orders/{order:int}/payment", async (int order, decimal amount, ITaskClient client, CancellationToken cancellationToken) =>
{
    var sale = await client.EnqueueAsync(Charge(order, amount) | Thank(), cancellationToken);
    return TypedResults.Accepted($"/sales/{sale.FlowId}");
});

app.MapGet("/sales/{id}", async Task<Results<Ok<string>, NotFound>> (string id, ITaskClient client, CancellationToken cancellationToken) =>
{
    var sale = client.GetHandle<string>(id);
    return await sale.GetStatusAsync(cancellationToken) switch
    {
        { State: FlowState.Succeeded } => TypedResults.Ok(await sale.WaitAsync(cancellationToken)),
        { State: FlowState.Unknown } => TypedResults.NotFound(),
        var status => TypedResults.Ok(status.State.ToString()),
    };
});

app.Run();

// The same file as the worker's: flows live there.
static string StorePath(IConfiguration configuration)
{
    var folder = configuration["DataFolder"] is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "TaskShop.1");
    Directory.CreateDirectory(folder);
    return Path.Combine(folder, "tasks.db");
}
