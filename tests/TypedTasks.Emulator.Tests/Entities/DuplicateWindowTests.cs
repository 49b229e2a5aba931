using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class DuplicateWindowTests
{
    private const long Window = 1000;

    [Theory]
    [InlineData(30, 3)]
    [InlineData(5_000, 24)]
    [InlineData(5_000, 512)]
    public void It_says_what_a_list_of_all_that_was_seen_would_say(int ids, int longest)
    {
        var random = new Random(ids + longest);
        var pool = Enumerable.Range(0, ids).Select(_ =>
        {
            var id = new byte[random.Next(longest + 1)];
            random.NextBytes(id);
            return id;
        }).ToArray();
        var window = new DuplicateWindow(TimeSpan.FromMilliseconds(Window));
        var seen = new Dictionary<string, long>();
        var now = 0L;
        for (var i = 0; i < 200_000; i++)
        {
            // Mostly crowded, at times so quiet that all is forgotten.
            now += random.Next(20_000) == 0 ? 2 * Window : random.Next(3) == 0 ? 1 : 0;
            var id = pool[random.Next(ids)];
            var key = Convert.ToHexString(id);
            var isNew = !seen.TryGetValue(key, out var at) || at + Window <= now;
            if (isNew)
                seen[key] = now;
            Assert.Equal(isNew, window.Add(id, now));
        }
    }

    [Fact]
    public void Ids_of_all_types_are_compared_as_text()
    {
        using var world = new World();
        var queue = world.Queue();
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        using (world.Broker.Enter())
        {
            Assert.NotEqual(0, Intake.Admit(queue, World.Content(guid)));
            Assert.Equal(0, Intake.Admit(queue, World.Content("00112233-4455-6677-8899-aabbccddeeff")));
            Assert.NotEqual(0, Intake.Admit(queue, World.Content(42ul)));
            Assert.Equal(0, Intake.Admit(queue, World.Content("42")));
            Assert.NotEqual(0, Intake.Admit(queue, World.Content(new byte[] { 1, 2, 3 })));
            Assert.Equal(0, Intake.Admit(queue, World.Content("AQID")));
            Assert.NotEqual(0, Intake.Admit(queue, World.Content("")));
            Assert.Equal(0, Intake.Admit(queue, World.Content("")));
            // Without an id there is nothing to compare.
            Assert.NotEqual(0, Intake.Admit(queue, World.Content(null)));
            Assert.NotEqual(0, Intake.Admit(queue, World.Content(null)));
        }
    }

    [Theory]
    [InlineData('x', 128, false)]
    [InlineData('x', 129, true)]
    [InlineData('é', 128, false)]
    [InlineData('é', 129, true)]
    public void An_id_has_at_most_128_characters(char letter, int count, bool isRefused)
    {
        void Parse() => World.Content(new string(letter, count));
        if (isRefused)
            Assert.Throws<TypedTasks.Emulator.Codec.AmqpException>(Parse);
        else
            Parse();
    }
}
