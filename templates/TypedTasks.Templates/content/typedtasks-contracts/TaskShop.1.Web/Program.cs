using TypedTasks.ServiceBus;
using static ShopSpace.Contracts.IOrders.Tasks;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTypedTasks()
    .UseSqlite(StorePath(builder.Configuration))
    .UseAmqp(builder.Configuration.GetConnectionString("ServiceBus")!)
    .AddTaskShop1ContractsTasks();     // generated: the tasks of the contracts, which another process runs
var app = builder.Build();

app.MapPost("/orders/{order:int}/payment", async (int order, decimal amount, ITaskClient client, CancellationToken cancellationToken) =>
{
    var sale = await client.EnqueueAsync(Charge(order, amount) | Thank(), cancellationToken);
    return Results.Accepted($"/sales/{sale.FlowId}");
});

app.MapGet("/sales/{id}", async (string id, ITaskClient client, CancellationToken cancellationToken) =>
{
    var sale = client.GetHandle<string>(id);
    return await sale.GetStatusAsync(cancellationToken) switch
    {
        { State: FlowState.Succeeded } => Results.Ok(await sale.WaitAsync(cancellationToken)),
        { State: FlowState.Unknown } => Results.NotFound(),
        var status => Results.Ok(status.State.ToString()),
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
