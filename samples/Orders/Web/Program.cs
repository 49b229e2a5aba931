using OpenTelemetry;
using Orders.Contracts;
using Orders.Web;
using TypedTasks;

var builder = WebApplication.CreateBuilder(args);
builder.AddTypedTasks("bus", "tasksdb", static (tasks, connection) => _ = connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? tasks.UsePostgres(connection) : tasks.UseSqlite(connection))
    .AddOrdersContractsTasks();
builder.Services.AddOpenApi();
builder.Services.ConfigureHttpJsonOptions(static o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
builder.Services.AddOpenTelemetry().WithTracing(static t => t.AddSource("Microsoft.AspNetCore"));
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
    builder.Services.AddOpenTelemetry().UseOtlpExporter();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapOpenApi();
app.MapHealthChecks("/health");
app.MapTypedTasksDashboard("/tasks");

app.MapPost("/orders", static async (NewOrder order, ITaskClient client, CancellationToken ct) =>
{
    // The id of the order is that of the flow: the same order sent twice is filled once.
    var flow = await client.EnqueueAsync(OrderFlow.Fulfil(order.ToOrder()).WithId($"order-{order.Id}").Named($"Order {order.Id}"), ct);
    return TypedResults.Accepted($"/orders/{order.Id}", new AcceptedOrder(order.Id, flow.Existed));
});
app.MapGet("/orders/{id}", static async (string id, ITaskClient client, CancellationToken ct) => (await client.GetAsync($"order-{id}", ct)).Flow.State);
app.MapGet("/orders/{id}/live", static (string id, ITaskClient client, CancellationToken ct) => TypedResults.ServerSentEvents(client.WatchAsync($"order-{id}", ct)));
app.MapPost("/orders/{id}/decision", static async (string id, Decision decision, ITaskClient client, CancellationToken ct) =>
    (await client.RaiseAsync($"order-{id}", Approvals.Approval, decision, cancellationToken: ct)).ToString());
await app.RunAsync();
