using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Sqlite;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.DataProtection.Tests.Affairs.Tasks;

namespace TypedTasks.DataProtection.Tests;

/// <summary>Key rings that are rotated, shared, not shared, and absent.</summary>
public sealed class KeyTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10)).Token;

    [Fact]
    public async Task What_an_older_key_protects_is_read_after_a_rotation()
    {
        using var keys = new TemporaryFolder();
        using var files = new TemporaryFolder();
        await using var before = await StartAsync(keys, files);
        var handle = await before.Client.EnqueueAsync(Group.Of(Tell("1"), Tell("2").WithDelay(TimeSpan.FromHours(1))) | Join() | Echo(label: "3"), Deadline);
        await before.RunUntilIdleAsync(Deadline);
        Keys.Rotate(keys);
        await using var after = await StartAsync(keys, files, beside: before);
        Assert.Equal("1+2, 3", await after.RunAsync(after.Client.GetHandle<string>(handle.FlowId), Deadline));

        // Both keys are in use: the new one protects, and the ring before it does not have it.
        var protectors = new[] { before, after }.Select(static h => h.Services.GetRequiredService<Security.IValueProtector>()).ToArray();
        Assert.Equal("x"u8, protectors[1].Unprotect(protectors[0].Protect("x"u8)));
        Assert.Equal(2, Directory.GetFiles(keys.Path, "key-*.xml").Length);
        Assert.NotEqual(KeyOf(protectors[0].Protect("x"u8)), KeyOf(protectors[1].Protect("x"u8)));
    }

    [Fact]
    public async Task A_process_that_began_before_a_rotation_reads_what_the_new_key_protects()
    {
        using var keys = new TemporaryFolder();
        await using var before = await StartAsync(keys, null);
        var old = before.Services.GetRequiredService<Security.IValueProtector>();
        old.Protect("x"u8);
        Keys.Rotate(keys);
        await using var after = await StartAsync(keys, null);
        var hidden = after.Services.GetRequiredService<Security.IValueProtector>().Protect("x"u8);

        // Data Protection looks at the ring again when it meets a key that it does not know.
        Assert.Equal("x"u8, old.Unprotect(hidden));
    }

    [Theory]
    [InlineData("tests", false)]
    [InlineData("others", true)]
    public async Task A_worker_with_another_ring_or_another_application_name_says_so(string application, bool isShared)
    {
        using var keys = new TemporaryFolder();
        using var others = new TemporaryFolder();
        await using var host = await StartAsync(keys, null);
        await host.Client.SendAsync(Tell("1"), Deadline);
        await using var other = await StartAsync(isShared ? keys : others, null, host, application);
        await other.AdvanceAsync(TimeSpan.FromMinutes(15), Deadline);
        var letter = Assert.Single((await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
        Assert.Equal("ProtectionFailed", letter.Reason);
        Assert.Contains("Do sender and worker share their keys (for Data Protection: the key ring and the application name)?", letter.Description, StringComparison.Ordinal);
        Assert.Equal(1, (await host.Client.ReplayDeadLettersAsync(QueueNames.Default, null, Deadline)).Replayed);
        await host.RunUntilIdleAsync(Deadline);
        Assert.Single(host.Steps);
    }

    [Fact]
    public async Task Without_data_protection_it_says_what_to_call()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TaskTestHost.StartAsync(static b => b.AddTypedTasksDataProtectionTestsTasks().UseDataProtection(), Deadline));
        Assert.StartsWith("UseDataProtection() needs ASP.NET Core Data Protection: call services.AddDataProtection()", failed.Message, StringComparison.Ordinal);
    }

    // A magic number, then the id of the key.
    private static Guid KeyOf(byte[] hidden) => new(hidden.AsSpan(4, 16));

    private static Task<TaskTestHost> StartAsync(TemporaryFolder keys, TemporaryFolder? files, TaskTestHost? beside = null, string application = "tests") => TaskTestHost.StartAsync(
        builder =>
        {
            builder.AddTypedTasksDataProtectionTestsTasks().UseKeys(keys, application);
            var services = builder.Services;
            if (beside is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(beside.Time));
                services.Replace(ServiceDescriptor.Singleton(beside.Transport));
                services.Replace(ServiceDescriptor.Singleton<ITransport>(beside.Transport));
            }

            if (files is not null)
            {
                services.RemoveAll<ITaskStore>();
                builder.UseSqlite(new SqliteStoreOptions { Path = files["store.db"], TimeProvider = beside?.Time ?? Time(services) });
            }
            else if (beside is not null)
            {
                services.Replace(ServiceDescriptor.Singleton<ITaskStore>(beside.Store));
            }
        },
        Deadline);

    private static TimeProvider Time(IServiceCollection services) =>
        (TimeProvider)services.First(static s => s.ServiceType == typeof(VirtualTime)).ImplementationInstance!;
}
