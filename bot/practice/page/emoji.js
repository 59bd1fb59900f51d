// Slack's names of common emoji. What is not here stays as it was typed.
const EMOJI = Object.fromEntries(`
white_check_mark ✅|x ❌|raising_hand 🙋|eyes 👀|zzz 💤|sos 🆘|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|clap 👏|pray 🙏
heavy_check_mark ✔️|ballot_box_with_check ☑️|negative_squared_cross_mark ❎|wave 👋|point_right 👉|point_up ☝️|muscle 💪
man-raising-hand 🙋‍♂️|woman-raising-hand 🙋‍♀️|bow 🙇|raised_hands 🙌|handshake 🤝|writing_hand ✍️|ear 👂|brain 🧠
smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|blush 😊|joy 😂|thinking_face 🤔|sweat_smile 😅|cry 😢|sob 😭
tired_face 😫|open_mouth 😮|neutral_face 😐|sunglasses 😎|heart ❤️|green_heart 💚|tada 🎉|sparkles ✨|fire 🔥|star ⭐|100 💯
seedling 🌱|deciduous_tree 🌳|evergreen_tree 🌲|herb 🌿|leaves 🍃|earth_asia 🌏|sunny ☀️|cloud ☁️|umbrella ☔|snowflake ❄️
zap ⚡|bulb 💡|battery 🔋|electric_plug 🔌|car 🚗|bus 🚌|bike 🚲|house 🏠|office 🏢|school 🏫|factory 🏭|construction 🚧|recycle ♻️
warning ⚠️|rotating_light 🚨|no_entry ⛔|question ❓|exclamation ❗|information_source ℹ️|bell 🔔|no_bell 🔕|hourglass ⌛
calendar 📅|date 📅|spiral_calendar_pad 🗓️|alarm_clock ⏰|memo 📝|pencil 📝|clipboard 📋|pushpin 📌|round_pushpin 📍|paperclip 📎
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|file_folder 📁|page_facing_up 📄|camera 📷|mag 🔍|link 🔗
loudspeaker 📢|mega 📣|speech_balloon 💬|email 📧|phone 📞|iphone 📱|computer 💻|gear ⚙️|lock 🔒|key 🔑|inbox_tray 📥|outbox_tray 📤
large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|red_circle 🔴|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|heavy_plus_sign ➕|heavy_minus_sign ➖
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|trophy 🏆|coffee ☕|soon 🔜|new 🆕|ok 🆗
`.trim().split(/[|\n]/).map((each) => each.split(" ")));
const TONES = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };

// What the bot takes for an answer comes first in the picker.
export const FIRST = ["white_check_mark", "x", "raising_hand", "eyes", "zzz", "sos", "+1"];
export const EVERY = Object.keys(EMOJI).filter((name, place, names) => names.findIndex((each) => EMOJI[each] === EMOJI[name]) === place);

export function glyph(name) {
  const [base, tone] = name.split("::skin-tone-");
  return EMOJI[base] && EMOJI[base] + (TONES[tone] || "");
}
