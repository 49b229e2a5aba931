using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTypedTasks()
    .UseAmqp(builder.Configuration.GetConnectionString("ServiceBus"))
    .UseSqlite(builder.Configuration["Store"]!)
    .AddGalleryTasks()
    .AddWorker();
var host = builder.Build();
if (host.Services.WriteTopology(args)) return;
await host.RunAsync();
