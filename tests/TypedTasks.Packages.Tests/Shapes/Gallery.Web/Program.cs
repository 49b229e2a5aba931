using Gallery;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks;

// No AddWorker: this process enqueues and asks, and runs no step.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTypedTasks()
    .UseAmqp(builder.Configuration.GetConnectionString("ServiceBus"))
    .UseSqlite(builder.Configuration["Store"]!)
    .AddGalleryTasks();
var app = builder.Build();

app.MapPost("/cards/{path}", async (string path, ITaskClient client) =>
    (await client.EnqueueAsync(Photos.Card(path).WithHeader("customer", "anna"))).FlowId);
app.MapGet("/cards/{id}", async (string id, ITaskClient client, CancellationToken cancellationToken) =>
    await client.GetHandle<string>(id).WaitAsync(cancellationToken));

app.Run();
