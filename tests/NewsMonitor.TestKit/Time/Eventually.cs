namespace NewsMonitor.TestKit;

/// <summary>Waits, in real time, for something that another thread brings about and that gives no signal to await.</summary>
public static class Eventually
{
    /// <summary>Long enough for the slowest machine, with every other test beside this one: only a failing test waits for it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <param name="condition">Asked again and again; must have no effect.</param>
    /// <param name="what">What is waited for, in words: "the story has two articles".</param>
    /// <param name="within">How long at most; null for <see cref="Deadline"/>.</param>
    /// <exception cref="TimeoutException">It did not come to hold; the message says what was waited for.</exception>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, within);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, TimeSpan?)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var limit = within ?? Deadline;
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new TimeoutException($"Waited {limit} in vain for this: {what}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Awaits a signal, but not for ever.</summary>
    /// <inheritdoc cref="TrueAsync(Func{bool}, string, TimeSpan?)"/>
    public static async Task Soon(this Task task, string what, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var limit = within ?? Deadline;
        if (await Task.WhenAny(task, Task.Delay(limit, TimeProvider.System)) != task)
            throw new TimeoutException($"Waited {limit} in vain for this: {what}");
        await task;
    }

    /// <inheritdoc cref="Soon(Task, string, TimeSpan?)"/>
    public static async Task<T> Soon<T>(this Task<T> task, string what, TimeSpan? within = null)
    {
        await Soon((Task)task, what, within);
        return await task;
    }
}
