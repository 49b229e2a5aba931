using static TypedTasks.Testing.Tests.Zoo.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>A class that its base names arrives as what it is; the matrix of all types and forms is with the analyzers.</summary>
public sealed class RootedValueTests
{
    [Fact]
    public async Task Where_a_step_takes_the_base()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal("circle 3", await host.RunAsync(MakeCircle(3) | Describe()));
        Assert.Equal("circle 4,square 5", await host.RunAsync(Group.Of<Zoo.Shape>(MakeCircle(4), MakeSquare(5)) | DescribeAll()));
        Assert.Equal("square 2", await host.RunAsync(Describe(new Zoo.Square(2))));
    }

    [Fact]
    public async Task Where_a_handle_takes_the_base()
    {
        await using var host = await Hosts.StartAsync();
        ISignature<Zoo.Shape> flow = MakeCircle(3);
        Assert.Equal(new Zoo.Circle(3), await host.RunAsync(flow));
        var handle = await host.Client.EnqueueAsync(MakeSquare(7));
        Assert.Equal(new Zoo.Square(7), await host.RunAsync(host.Client.GetHandle<Zoo.Shape>(handle.FlowId)));
    }
}
