// The part of ECharts that the charts of `dashboard` use, and what chart.rs does with it.

import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([AriaComponent, BarChart, GridComponent, LegendComponent, LineChart, SVGRenderer, TooltipComponent]);

// Opens a drawing in a container.
export const open = (container) => init(container, null, { renderer: "svg" });

// Replaces what a drawing shows. Without a height it fills its container.
export function draw(drawing, option, width, height = "auto") {
  drawing.resize({ width, height });
  drawing.setOption(option, { notMerge: true });
}

export const hideTooltip = (drawing) => drawing.dispatchAction({ type: "hideTip" });
